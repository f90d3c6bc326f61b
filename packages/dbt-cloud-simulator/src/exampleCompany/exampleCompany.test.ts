import { addExampleRun } from './addExampleRun';
import { exampleArtifacts } from './exampleArtifacts';
import { exampleCompany } from './exampleCompany';
import { ModelDescription } from './ProjectDescription';

const now = new Date('2024-05-02T12:00:00Z');
const FAILED_DELIVERIES = 'model.parcel_network.failed_deliveries';

const courierDays: ModelDescription = {
  name: 'fct_courier_days',
  description: 'Deliveries per courier and day.',
  layer: 'marts',
  folder: 'deliveries',
  from: ['fct_delivery_attempts'],
  columns: ['driver_id', 'date_day', 'parcels'],
};

const network = exampleArtifacts({ project: 'parcel_network', now });
const commercial = exampleArtifacts({ project: 'commercial_analytics', now });

describe('the artifacts of the example company', () => {
  const everything = (artifacts: typeof network) => {
    const manifest = artifacts['manifest.json'];
    return [
      manifest.nodes,
      manifest.sources,
      manifest.exposures,
      manifest.metrics,
      manifest.semantic_models,
      manifest.saved_queries,
      manifest.unit_tests,
    ].flatMap(resources => Object.values<any>(resources));
  };

  it.each([
    ['parcel_network', network],
    ['commercial_analytics', commercial],
  ])('of %s name no parent that does not exist', (_, artifacts) => {
    const ids = new Set(everything(artifacts).map(item => item.unique_id));
    const missing = everything(artifacts)
      .flatMap(item => item.depends_on?.nodes ?? [])
      .filter(id => !ids.has(id));
    expect(missing).toEqual([]);
  });

  it('have about sixty models, and one of everything else', () => {
    const own = [...everything(network), ...everything(commercial)].filter(
      item => item.original_file_path !== '',
    );
    const count = (type: string) =>
      own.filter(item => item.resource_type === type).length;
    expect(count('model')).toBe(59);
    for (const type of [
      'seed',
      'snapshot',
      'source',
      'test',
      'unit_test',
      'exposure',
      'metric',
      'semantic_model',
      'saved_query',
    ]) {
      expect([type, count(type)]).not.toEqual([type, 0]);
    }
    expect(own.filter(item => item.version)).toHaveLength(2);
    expect(own.filter(item => item.language === 'python')).toHaveLength(1);
  });

  it('inject the public models of the other project without their files', () => {
    const injected = Object.values<any>(commercial['manifest.json'].nodes)
      .filter(node => node.package_name === 'parcel_network')
      .map(node => [node.unique_id, node.path, node.original_file_path]);
    expect(injected).toEqual([
      ['model.parcel_network.dim_depots', '', ''],
      ['model.parcel_network.fct_shipments', '', ''],
    ]);
    expect(commercial['catalog.json'].nodes).not.toHaveProperty([
      'model.parcel_network.fct_shipments',
    ]);
  });

  it('keep names as the project writes them, and the catalog in upper case', () => {
    const id = 'model.commercial_analytics.customers.v2';
    expect(commercial['manifest.json'].nodes[id].relation_name).toBe(
      'analytics.commercial_marts.customers_v2',
    );
    expect(commercial['catalog.json'].nodes[id]).toMatchObject({
      metadata: {
        type: 'BASE TABLE',
        database: 'ANALYTICS',
        schema: 'COMMERCIAL_MARTS',
        name: 'CUSTOMERS_V2',
      },
      columns: { CUSTOMER_ID: { type: 'TEXT', name: 'CUSTOMER_ID' } },
    });
  });

  it('have no table for the ephemeral model', () => {
    const id = 'model.parcel_network.int_parcel_scans_deduplicated';
    expect(network['manifest.json'].nodes[id].relation_name).toBeNull();
    expect(network['catalog.json'].nodes).not.toHaveProperty([id]);
  });

  it('are the same for the same moment', () => {
    expect(exampleArtifacts({ project: 'parcel_network', now })).toEqual(
      network,
    );
  });

  it('warn of sources that are late', () => {
    const { results } = Object(network['sources.json']);
    const late = results.filter((result: any) => result.status !== 'pass');
    expect(late.map((result: any) => result.unique_id)).toEqual([
      'source.parcel_network.telematics.vehicle_positions',
    ]);
  });
});

describe('exampleCompany', () => {
  const statuses = (results: any) =>
    new Set(
      results.results
        .filter((result: any) => result.unique_id.startsWith('test.'))
        .map((result: any) => result.status),
    );

  it('tells test outcomes in the build step, and success in the last one', () => {
    const world = exampleCompany({ now });
    const daily = world.runs.find(run => run.run_steps.length === 6)!;
    const [build, documentation] = daily.run_steps.slice(4);
    expect(statuses(build.artifacts['run_results.json'])).toEqual(
      new Set(['pass', 'warn']),
    );
    expect(statuses(documentation.artifacts['run_results.json'])).toEqual(
      new Set(['success']),
    );
  });

  it('ends with an hourly run that failed a test', () => {
    const world = exampleCompany({ now });
    for (const run of world.runs.slice(-2)) {
      expect(run.status).toBe(20);
      const { artifacts } = run.run_steps[3];
      expect(statuses(artifacts['run_results.json'])).toContain('fail');
    }
  });

  it('builds pull requests into schemas of their own', () => {
    const world = exampleCompany({ now });
    const ci = world.runs.find(run => run.trigger.github_pull_request_id)!;
    const manifest: any = ci.run_steps[3].artifacts['manifest.json'];
    expect(
      manifest.nodes['model.parcel_network.dim_depots'].relation_name,
    ).toBe('analytics.dbt_cloud_pr_403_17_marts.dim_depots');
  });

  it('says in each manifest which run wrote it', () => {
    const world = exampleCompany({ now });
    for (const run of world.runs) {
      const { env }: any = Object(run.run_steps.at(-1)!.artifacts)[
        'manifest.json'
      ].metadata;
      expect(env).toMatchObject({
        DBT_CLOUD_PROJECT_ID: String(run.project_id),
        DBT_CLOUD_JOB_ID: String(run.job_definition_id),
        DBT_CLOUD_RUN_ID: String(run.id),
      });
    }
  });

  it('gains and loses models with a further run', () => {
    const world = exampleCompany({ now });
    const run = addExampleRun(world, {
      project: 'parcel_network',
      with: { parcel_network: [courierDays] },
      without: [FAILED_DELIVERIES],
      now,
    });
    expect(run.id).toBe(Math.max(...world.runs.map(({ id }) => id)));
    const { nodes }: any = run.run_steps[5].artifacts['manifest.json'];
    expect(nodes).toHaveProperty(['model.parcel_network.fct_courier_days']);
    expect(nodes).not.toHaveProperty([FAILED_DELIVERIES]);
  });

  it('refuses to remove what is still read, or never was', () => {
    expect(() =>
      exampleCompany({ without: ['model.parcel_network.fct_shipments'] }),
    ).toThrow('reads fct_shipments, which does not exist');
    expect(() => exampleCompany({ without: ['model.x.y'] })).toThrow(
      'no model model.x.y to remove',
    );
  });
});
