import { SHOP_CATALOG, shopManifest } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const MODELS = ['narrow', 'wide'];
const COLUMNS = Array.from({ length: 500 }, (_, i) => `column_${i}`);
const TABLES = MODELS.map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: `table-${name}`, title: `DB.SHOP.${name.toUpperCase()}` },
  spec: { type: 'table', owner: 'group:default/warehouse' },
}));

/** Two models of which nothing is missing, and that differ in their columns alone. */
function manifest() {
  const columns = Object.fromEntries(
    COLUMNS.map(name => [
      name,
      { name, description: `The ${name}`, data_type: 'text', tags: ['pii'] },
    ]),
  );
  const models = shopManifest({ more: MODELS });
  for (const name of MODELS) {
    Object.assign(models.nodes[`model.shop.${name}`], {
      description: 'One row an order',
      tags: ['nightly', 'finance'],
      access: 'public',
      group: 'finance',
      depends_on: { nodes: ['model.shop.customers', 'model.shop.orders'] },
      columns: name === 'wide' ? columns : {},
    });
  }
  return models;
}

function catalog() {
  const columns = Object.fromEntries(
    COLUMNS.map((name, index) => [name, { name, index, type: 'TEXT' }]),
  );
  return {
    ...SHOP_CATALOG,
    nodes: Object.fromEntries(
      MODELS.map(name => [
        `model.shop.${name}`,
        {
          unique_id: `model.shop.${name}`,
          metadata: { type: 'TABLE', database: 'DB', schema: 'SHOP', name },
          columns: name === 'wide' ? columns : {},
          stats: {},
        },
      ]),
    ),
  };
}

describe("The catalog's search table", () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start();
    Object.assign(shop.project, {
      dbt_project_subdirectory: 'dbt',
      repository: { id: 1, web_url: 'https://github.com/acme/shop' },
    });
    await shop.catalog.provide(TABLES);
    await shop.catalog.waitFor(refs =>
      refs.has('resource:default/table-narrow'),
    );
    shop.run({
      artifacts: { 'manifest.json': manifest(), 'catalog.json': catalog() },
    });
    await shop.refresh();
    await shop.catalog.waitFor((_, entities) =>
      MODELS.every(name =>
        entities
          .get(`resource:default/model.shop.${name}`)
          ?.relations?.some(({ targetRef }) => targetRef.includes('table-')),
      ),
    );
    await shop.catalog.settle();
  }, 90_000);

  afterAll(() => shop.stop());

  async function rowsOf(name: string): Promise<string[]> {
    const rows = await shop.catalog
      .knex('search')
      .join('final_entities', 'search.entity_id', 'final_entities.entity_id')
      .where('entity_ref', `resource:default/model.shop.${name}`)
      .select('key', 'value');
    return rows.map(({ key }) => key).sort();
  }

  it('has as many rows of a model with 500 columns as of one without any', async () => {
    const [narrow, wide] = await Promise.all(MODELS.map(rowsOf));
    expect(wide.length).toBe(narrow.length);
  });

  it('has at most 45 rows of a model of which nothing is missing', async () => {
    const rows = await rowsOf('narrow');
    expect(rows).toEqual(
      expect.arrayContaining([
        'metadata.annotations.backstage.io/source-location',
        'metadata.links.url',
        'metadata.tags',
        'relations.dependson',
      ]),
    );
    expect(rows.length).toBeLessThanOrEqual(45);
  });
});
