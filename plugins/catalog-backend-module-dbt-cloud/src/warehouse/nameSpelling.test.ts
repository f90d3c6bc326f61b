import { spellingsOf, spellRelation, spellTable } from './nameSpelling';

describe('spellingsOf', () => {
  it.each([
    ['snowflake', false, ['exact', 'upper']],
    ['postgres', false, ['exact', 'lower']],
    ['redshift', false, ['exact', 'any-case']],
    ['clickhouse', false, ['exact']],
    ['bigquery', false, ['exact', 'shards']],
    ['bigquery', true, ['exact', 'any-case', 'shards']],
    ['snowflake', true, ['exact', 'any-case']],
  ])('on %s (case ignored: %s) are %j', (adapterType, ignoreCase, expected) => {
    expect(spellingsOf(adapterType, ignoreCase)).toEqual(expected);
  });
});

describe('spellTable', () => {
  it.each([
    ['db.s.orders', 'upper', 'DB.S.ORDERS'],
    ['DB.S.ORDERS', 'upper', 'DB.S.ORDERS'],
    ['DB.S.Orders', 'upper', undefined],
    ['DB.S.ORDERS', 'lower', 'db.s.orders'],
    ['DB.S.Orders', 'any-case', 'db.s.orders'],
    ['p.d.events_20260131', 'shards', 'p.d.events_*'],
    ['p.d.events_YYYYMMDD', 'shards', 'p.d.events_*'],
    ['p.d.events_', 'shards', 'p.d.events_*'],
    ['p.d.events_*', 'shards', 'p.d.events_*'],
    ['p.d.events', 'shards', undefined],
    ['p.d.events_2026', 'shards', undefined],
  ] as const)('spells %s in %s as %s', (text, spelling, expected) => {
    expect(spellTable(text, spelling)).toBe(expected);
  });
});

describe('spellRelation', () => {
  it('has shards only for what stands for several tables', () => {
    expect(spellRelation('p.d.events_*', 'shards')).toBe('p.d.events_*');
    expect(spellRelation('p.d.events_20260131', 'shards')).toBeUndefined();
  });
});
