import { getJson } from './__testUtils__/getJson';
import { nullableFields } from './__testUtils__/nullableFields';
import { hasOpenApi, openApiErrors } from './__testUtils__/openApi';
import { DbtCloudSimulator } from './DbtCloudSimulator';
import { exampleCompany } from './exampleCompany';
import { addRun } from './world';

const describeWithDocument = hasOpenApi ? describe : describe.skip;
const HINT = hasOpenApi
  ? ''
  : ' (skipped: set DBT_CLOUD_CORPUS to a directory that has api/openapi-v2.yaml)';

describeWithDocument(`the OpenAPI documents of dbt Cloud${HINT}`, () => {
  let simulator: DbtCloudSimulator;

  beforeAll(async () => {
    const world = exampleCompany();
    addRun(world, world.jobs[0], { status: 3, steps: [] });
    simulator = await DbtCloudSimulator.start({ world });
  });

  afterAll(() => simulator.close());

  it.each([
    ['v3', '/accounts/', 'AccountListEnveloped'],
    ['v3', '/accounts/101/projects/', 'ProjectListEnveloped'],
    [
      'v3',
      '/accounts/101/projects/?include_related=repository',
      'ProjectListEnveloped',
    ],
    ['v3', '/accounts/101/projects/201/', 'ProjectEnveloped'],
    [
      'v3',
      '/accounts/101/projects/201/environments/',
      'EnvironmentV3ListEnveloped',
    ],
    [
      'v3',
      '/accounts/101/projects/201/environments/302/',
      'EnvironmentV3Enveloped',
    ],
    ['v2', '/accounts/101/', 'AccountEnveloped'],
    ['v2', '/accounts/101/jobs/', 'HumanReadableJobDefinitionListEnveloped'],
    ['v2', '/accounts/101/jobs/401/', 'HumanReadableJobDefinitionEnveloped'],
    ['v2', '/accounts/101/runs/', 'RunResponseListEnveloped'],
    [
      'v2',
      '/accounts/101/runs/5003/?include_related=trigger,run_steps,job',
      'RunResponseEnveloped',
    ],
    ['v2', '/accounts/101/runs/5003/artifacts/', 'ListOfStringsEnveloped'],
  ] as const)('%s %s is a %s', async (version, path, schema) => {
    const { status, body } = await getJson(simulator, `/api/${version}${path}`);

    expect(status).toBe(200);
    const errors = openApiErrors(version, schema, body).filter(error => {
      const [where] = error.split(': ');
      const field = where.split('/').at(-1) ?? '';
      return !(nullableFields.has(field) && valueAt(body, where) === null);
    });
    expect(errors).toEqual([]);
  });
});

function valueAt(body: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce((value, key) => Object(value)[key], body);
}
