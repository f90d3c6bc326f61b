import {
  configuredRelation,
  foldRelation,
  formatRelation,
  parseRelationName,
  toRelation,
} from './relation';

const plain = (name: string) => ({ name, quoted: false });
const quoted = (name: string) => ({ name, quoted: true });

describe('parseRelationName', () => {
  it.each([
    [
      'analytics.Marts.t_v1',
      [plain('analytics'), plain('Marts'), plain('t_v1')],
    ],
    ['"db"."a.b"."t"', [quoted('db'), quoted('a.b'), quoted('t')]],
    ['"db"."say ""hi"""."t"', [quoted('db'), quoted('say "hi"'), quoted('t')]],
    [
      '`my-project`.`ds`.`t`',
      [quoted('my-project'), quoted('ds'), quoted('t')],
    ],
    ['[x].[y]', [quoted('x'), quoted('y')]],
    ['db."Mixed".t', [plain('db'), quoted('Mixed'), plain('t')]],
    ['``.`schema`.`t`', [quoted('schema'), quoted('t')]],
    ['.schema.t', [plain('schema'), plain('t')]],
    ['"never closed', [quoted('never closed')]],
    ['', []],
  ])('takes %s apart', (name, parts) => {
    expect(parseRelationName(name)).toEqual(parts);
  });
});

describe('toRelation', () => {
  it('names the parts from the end', () => {
    expect(toRelation([plain('s'), plain('t')])).toEqual({
      schema: plain('s'),
      identifier: plain('t'),
    });
    expect(toRelation([])).toBeUndefined();
  });
});

describe('foldRelation', () => {
  const relation = {
    database: plain('Db'),
    schema: quoted('Schema'),
    identifier: plain('Table'),
  };

  it.each([
    ['snowflake', 'DB.Schema.TABLE'],
    ['postgres', 'db.Schema.table'],
    ['duckdb', 'db.Schema.table'],
    ['redshift', 'db.schema.table'],
    ['databricks', 'db.schema.table'],
    ['trino', 'db.schema.table'],
    ['spark', 'schema.table'],
    ['athena', 'schema.table'],
    ['bigquery', 'Db.Schema.Table'],
    ['clickhouse', 'Schema.Table'],
    ['something-new', 'Db.Schema.Table'],
  ])('spells names as %s does', (adapterType, expected) => {
    expect(formatRelation(foldRelation(relation, adapterType))).toBe(expected);
  });
});

describe('configuredRelation', () => {
  const names = { database: 'db', schema: 's', identifier: 't' };

  it('quotes as the project says, else as the adapter does', () => {
    expect(configuredRelation(names, { schema: true }, 'snowflake')).toEqual({
      database: plain('db'),
      schema: quoted('s'),
      identifier: plain('t'),
    });
    expect(configuredRelation(names, { schema: false }, 'postgres')).toEqual({
      database: quoted('db'),
      schema: plain('s'),
      identifier: quoted('t'),
    });
  });

  it('has no database where the warehouse has none', () => {
    expect(configuredRelation(names, {}, 'spark').database).toBeUndefined();
  });
});
