import type { DbtProblem } from '../project/types';
import { chunksOf } from './__testUtils__/chunks';
import { readCatalog } from './readCatalog';

async function read(catalog: unknown) {
  const problems: DbtProblem[] = [];
  const entries = [];
  for await (const entry of readCatalog(
    chunksOf(
      typeof catalog === 'string' ? catalog : JSON.stringify(catalog),
      40,
    ),
    { name: 'catalog.json', onProblem: problem => problems.push(problem) },
  )) {
    entries.push(entry);
  }
  return { entries, problems };
}

describe('readCatalog', () => {
  it('reads relations, columns in their order, and the figures to be shown', async () => {
    const { entries, problems } = await read({
      nodes: {
        'model.shop.orders': {
          metadata: {
            type: 'BASE TABLE',
            database: 'DB',
            schema: 'MARTS',
            name: 'ORDERS',
            comment: null,
            owner: 'ETL',
          },
          columns: {
            B: { type: 'TEXT', index: 2, name: 'B', comment: 'second' },
            A: { type: 'NUMBER', index: 1, name: 'A', comment: null },
          },
          stats: {
            has_stats: { id: 'has_stats', value: true, include: false },
            row_count: {
              id: 'row_count',
              label: 'Row Count',
              value: 12,
              include: true,
              description: 'Rows',
            },
          },
        },
      },
      sources: {
        'source.shop.raw.a': { metadata: { name: 'a', database: null } },
      },
      errors: null,
    });
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      {
        uniqueId: 'model.shop.orders',
        type: 'BASE TABLE',
        database: 'DB',
        schema: 'MARTS',
        name: 'ORDERS',
        owner: 'ETL',
        columns: [
          { name: 'A', type: 'NUMBER' },
          { name: 'B', type: 'TEXT', comment: 'second' },
        ],
        stats: [
          {
            id: 'row_count',
            label: 'Row Count',
            value: 12,
            description: 'Rows',
          },
        ],
      },
      { uniqueId: 'source.shop.raw.a', name: 'a', columns: [], stats: [] },
    ]);
  });

  it('leaves out what has the wrong shape, and says so', async () => {
    const { entries, problems } = await read({
      metadata: {},
      nodes: { 'model.a.b': 1, 'model.a.c': { metadata: {} } },
      sources: [],
    });
    expect(entries).toEqual([]);
    expect(problems.map(({ code, uniqueId }) => [code, uniqueId])).toEqual([
      ['catalog-entry-malformed', 'model.a.b'],
      ['catalog-entry-malformed', 'model.a.c'],
    ]);
  });

  it.each([
    ['{"status": 404}', /this is no catalog/],
    ['{"nodes": {"a": ', /cut off/],
    [
      '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"}}',
      /expected a catalog artifact/,
    ],
  ])('refuses %j', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });
});
