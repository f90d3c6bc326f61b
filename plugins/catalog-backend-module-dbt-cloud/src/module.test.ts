import {
  Entity,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import {
  addExampleRun,
  DbtCloudSimulator,
  exampleCompany,
  exampleOrganisation,
  exampleWarehouseEntities,
} from 'dbt-cloud-simulator';
import { startCatalog, TestCatalog } from './__testUtils__/startCatalog';

const MODEL = 'resource:default/model.parcel_network.fct_shipments';
const TABLE = 'resource:default/analytics.network_marts.fct_shipments';
const REMOVED = 'resource:default/model.parcel_network.failed_deliveries';
const ADDED = 'resource:default/model.parcel_network.depot_backlog';

function related(entity: Entity | undefined, type: string): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .sort();
}

describe('the module in a real catalog, reading a simulated dbt Cloud', () => {
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world: exampleCompany() });
    catalog = await startCatalog({
      dbtCloud: {
        main: {
          accessUrl: simulator.url,
          token: simulator.token,
          defaultOwner: 'data-platform',
        },
      },
      entities: [...exampleWarehouseEntities(), ...exampleOrganisation()],
    });
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  it('emits both projects, attached to the tables that are there', async () => {
    await catalog.refresh();
    await catalog.waitFor(refs => refs.has(MODEL));
    await catalog.settle();
    const entities = await catalog.waitFor(refs => refs.has(TABLE));

    const model = entities.get(MODEL)!;
    expect(model.spec).toMatchObject({ type: 'dbt-model' });
    expect(model.metadata.annotations).toMatchObject({
      'getdbt.com/unique-id': 'model.parcel_network.fct_shipments',
      'getdbt.com/account-id': '101',
      'getdbt.com/project-id': '201',
      'getdbt.com/relation': 'ANALYTICS.NETWORK_MARTS.FCT_SHIPMENTS',
      'getdbt.com/path': 'models/marts/network/fct_shipments.sql',
    });
    expect(related(model, 'ownedBy')).toEqual([
      'group:default/network-planning',
    ]);

    expect(related(model, RELATION_DEPENDENCY_OF)).toEqual(
      expect.arrayContaining([
        TABLE,
        'resource:default/model.commercial_analytics.int_shipment_revenue',
      ]),
    );
    const parents = related(model, RELATION_DEPENDS_ON);
    expect(parents.length).toBeGreaterThan(0);
    for (const parent of parents) {
      expect(related(entities.get(parent), RELATION_DEPENDENCY_OF)).toContain(
        MODEL,
      );
    }
    expect(related(entities.get(TABLE), RELATION_DEPENDS_ON)).toEqual([MODEL]);

    const source = 'resource:default/source.commercial_analytics.crm.accounts';
    expect(related(entities.get(source), RELATION_DEPENDS_ON)).toEqual([
      'resource:default/raw.crm.accounts',
    ]);
    expect(
      related(
        entities.get('resource:default/raw.crm.accounts'),
        RELATION_DEPENDENCY_OF,
      ),
    ).toEqual([source]);

    const kinds = new Map<string, number>();
    for (const { kind, spec } of entities.values()) {
      const key = `${kind} ${spec?.type ?? ''}`;
      kinds.set(key, (kinds.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(kinds)).toMatchObject({
      'Resource dbt-model': 59,
      'Resource dbt-source': 18,
      'Resource dbt-seed': 5,
      'Resource dbt-snapshot': 3,
      'Resource dbt-metric': 7,
      'Resource dbt-semantic-model': 3,
      'Resource dbt-saved-query': 2,
      'Component dbt-exposure': 5,
      'Component dbt-project': 2,
    });
  }, 60_000);

  it('changes nothing where nothing has changed', async () => {
    const before = await catalog.settle();
    catalog.logger.take('');
    await catalog.refresh();
    expect(await catalog.settle()).toEqual(before);
    expect(catalog.logger.take('rror')).toEqual([]);
  }, 60_000);

  it('follows a model that is added and one that is removed', async () => {
    addExampleRun(simulator.world, {
      project: 'parcel_network',
      without: ['model.parcel_network.failed_deliveries'],
      with: {
        parcel_network: [
          {
            name: 'depot_backlog',
            description: 'Parcels that wait at each depot.',
            layer: 'marts',
            folder: 'shipments',
            from: ['fct_shipments'],
            columns: ['destination_depot_id'],
          },
        ],
      },
    });
    await catalog.refresh();
    const entities = await catalog.waitFor(
      refs => refs.has(ADDED) && !refs.has(REMOVED),
    );
    expect(related(entities.get(ADDED), RELATION_DEPENDS_ON)).toEqual([MODEL]);
    const table = entities.get(
      'resource:default/analytics.network_marts.failed_deliveries',
    );
    expect(table).toBeDefined();
    expect(related(table, RELATION_DEPENDS_ON)).toEqual([]);
    expect(
      entities.has('resource:default/model.commercial_analytics.customers.v2'),
    ).toBe(true);
  }, 60_000);
});

describe('the module with an invalid config', () => {
  it('stops the start with an error that names the key', async () => {
    await expect(
      startCatalog({ dbtCloud: { main: { token: 'secret' } }, entities: [] }),
    ).rejects.toThrow(
      /Missing required config value at 'catalog.providers.dbtCloud.main.accessUrl'/,
    );
  });
});
