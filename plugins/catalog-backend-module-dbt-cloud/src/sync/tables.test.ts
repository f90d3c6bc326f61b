import {
  DbtCloudSimulator,
  exampleCompany,
  exampleWarehouseEntities,
} from 'dbt-cloud-simulator';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';

const MODEL = 'resource:default/model.parcel_network.fct_shipments';
const TABLE = 'resource:default/analytics.network_marts.fct_shipments';
const TITLE = 'ANALYTICS.NETWORK_MARTS.FCT_SHIPMENTS';
const late = exampleWarehouseEntities().filter(
  ({ metadata }) => metadata.title === TITLE,
);
const tables = exampleWarehouseEntities().filter(
  ({ metadata }) => metadata.title !== TITLE,
);

describe('tables that come, go and are not ours', () => {
  let simulator: DbtCloudSimulator;
  let catalog: TestCatalog;

  beforeAll(async () => {
    simulator = await DbtCloudSimulator.start({ world: exampleCompany() });
    const taken = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'model.parcel_network.dim_depots' },
      spec: { type: 'server', owner: 'group:default/somebody-else' },
    };
    catalog = await startCatalog({
      dbtCloud: { main: { accessUrl: simulator.url, token: simulator.token } },
      entities: [taken],
    });
    await catalog.provide(tables);
    await catalog.settle();
    await catalog.refresh();
    await catalog.waitFor(refs => refs.has(MODEL));
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
    await simulator?.close();
  });

  it('neither takes over nor hides an entity of the same name, but reports it', async () => {
    const ref = 'resource:default/model.parcel_network.dim_depots';
    const entity = await catalog.client.getEntityByRef(ref);
    expect(entity?.spec?.type).toBe('server');
    expect(catalog.logger.take('already in the catalog')).toEqual([
      expect.stringMatching(
        /^error: .*model\.parcel_network\.dim_depots is left out: .* from file:.*; set a namePrefix or a namespace/,
      ),
    ]);
  });

  it('attaches to a table that arrives later at a re-match, without asking dbt Cloud', async () => {
    const model = await catalog.client.getEntityByRef(MODEL);
    expect(model?.spec?.dependencyOf).toBeUndefined();
    await catalog.provide([...tables, ...late]);
    const asked = simulator.requests.length;
    // 30 seconds after the refresh.
    await catalog.waitFor(
      (_, entities) => entities.get(MODEL)?.spec?.dependencyOf !== undefined,
    );
    expect(simulator.requests).toHaveLength(asked);
  }, 60_000);

  it('detaches nothing while the catalog shows no tables at all', async () => {
    const attached = async () => {
      const { items } = await catalog.client.getEntities({
        filter: { 'spec.type': 'dbt-model' },
        fields: ['metadata.name', 'spec.dependencyOf'],
      });
      return items;
    };
    const before = await attached();
    await catalog.provide([]);
    await catalog.waitFor(refs => !refs.has(TABLE));
    catalog.logger.take('');
    await catalog.refresh();
    await catalog.settle();
    expect(await attached()).toEqual(before);
    expect(catalog.logger.take('no table entities')).toHaveLength(1);
  }, 60_000);
});
