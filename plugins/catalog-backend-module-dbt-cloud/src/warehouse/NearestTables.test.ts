import { isOneEditApart } from './isOneEditApart';
import { ComparisonBudget, NearestTables } from './NearestTables';

async function nearest(relation: string, ...tables: string[]) {
  const [identifier, schema, database] = relation.split('.').reverse();
  const index = await NearestTables.create(
    tables.map((text, i) => ({
      entityRef: `resource:default/t${i}`,
      names: [{ field: 'metadata.title', text }],
    })),
  );
  return index.describe(
    { database, schema, identifier },
    new ComparisonBudget(),
  );
}

describe('NearestTables', () => {
  it.each([
    [
      ['DB.S.Orders', 'OTHER.S.ORDERS'],
      'there is DB.S.Orders in another case (resource:default/t0)',
    ],
    [
      ['other.s.orders', 'DB.S.ORDER'],
      'there is other.s.orders in another database (resource:default/t0)',
    ],
    [
      ['X.Y.ORDERS', 'DB.DEV.ORDERS', 'DB.S.ORDER'],
      'there is DB.DEV.ORDERS in another schema (resource:default/t1)',
    ],
    [
      ['X.Y.ORDERS', 'DB.S.ORDER'],
      'there is X.Y.ORDERS elsewhere (resource:default/t0)',
    ],
    [
      ['DB.S.ORDER', 'DB.S.ORDRES', 'DB.S.BORDERS', 'DB.S.CUSTOMERS'],
      'there is DB.S.ORDRES one letter off (resource:default/t1), DB.S.ORDER one letter off (resource:default/t0), DB.S.BORDERS one letter off (resource:default/t2)',
    ],
    [['DB.S.CUSTOMERS'], 'and none has a similar name'],
    [['DB.T.CUSTOMERS'], 'there is no table in DB.S'],
    [['X.S.CUSTOMERS'], 'there is no table of the database DB'],
  ])('tells of %j: %s', async (tables, expected) => {
    expect(await nearest('DB.S.ORDERS', ...tables)).toBe(expected);
  });

  it('names no more than three', async () => {
    const tables = ['A', 'B', 'C', 'D'].map(schema => `DB.${schema}.ORDERS`);
    expect(
      (await nearest('DB.S.ORDERS', ...tables)).match(/resource:/g),
    ).toHaveLength(3);
  });

  it('compares no more names than there is budget for', async () => {
    const index = await NearestTables.create(
      Array.from({ length: 3000 }, (_, i) => ({
        entityRef: `resource:default/t${i}`,
        names: [{ field: 'metadata.title', text: `DB.S.A${1000 + i}X` }],
      })),
    );
    const budget = new ComparisonBudget();
    const describeOne = (identifier: string) =>
      index.describe({ database: 'DB', schema: 'S', identifier }, budget);
    expect(describeOne('A1000Y')).toContain('one letter off');
    for (let i = 0; i < 1000; i++) {
      describeOne(`Q${1000 + i}Z`);
    }
    expect(describeOne('A1000Y')).toContain('too many');
  });
});

describe('isOneEditApart', () => {
  it.each([
    ['orders', 'order', true],
    ['order', 'orders', true],
    ['orders', 'borders', true],
    ['orders', 'oxders', true],
    ['orders', 'odrers', true],
    ['orders', 'orders', false],
    ['orders', 'oxdexs', false],
    ['orders', 'ord', false],
    ['aab', 'aba', true],
    ['aa', 'a', true],
    ['abc', 'cba', false],
    ['', 'a', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isOneEditApart(a, b)).toBe(expected);
  });
});
