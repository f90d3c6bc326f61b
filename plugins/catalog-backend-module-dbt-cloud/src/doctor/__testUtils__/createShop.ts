import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
} from 'dbt-cloud-simulator';

/** A manifest with one source. */
export const MANIFEST = {
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    dbt_version: '1.9.4',
    adapter_type: 'snowflake',
    project_name: 'shop',
  },
  nodes: {},
  sources: {
    'source.shop.raw.orders': {
      unique_id: 'source.shop.raw.orders',
      resource_type: 'source',
      package_name: 'shop',
      source_name: 'raw',
      name: 'orders',
      path: 'models/raw.yml',
      original_file_path: 'models/raw.yml',
    },
  },
};

/** One project with one environment, one job and one run, which is as it should be. */
export function createShop() {
  const world = createWorld();
  const account = addAccount(world, { name: 'Shop Ltd' });
  const project = addProject(world, account, { name: 'Shop' });
  const environment = addEnvironment(world, project);
  const job = addJob(world, environment, {
    name: 'Daily',
    generate_docs: true,
    run_generate_sources: true,
  });
  const artifacts: Record<string, object | string> = {
    'manifest.json': MANIFEST,
    'catalog.json': {},
    'run_results.json': {},
    'sources.json': {},
  };
  const run = addRun(world, job, {
    steps: [{ command: 'dbt build', artifacts }],
  });
  return { world, account, project, environment, job, run, artifacts };
}
