import { DbtCloudClient } from 'backstage-plugin-dbt-cloud-node';
import { CORPUS_HINT, hasApiCorpus } from './__testUtils__/corpus';
import { OpenApi } from './__testUtils__/OpenApi';
import { DbtCloudSimulator } from './DbtCloudSimulator';
import { exampleCompany } from './exampleCompany';

const describeWithCorpus = hasApiCorpus ? describe : describe.skip;

describeWithCorpus(`the requests of the client${CORPUS_HINT}`, () => {
  const world = exampleCompany();
  let documents: Record<'v2' | 'v3', OpenApi>;
  let simulator: DbtCloudSimulator;
  let client: DbtCloudClient;

  beforeAll(async () => {
    documents = { v2: OpenApi.load('v2'), v3: OpenApi.load('v3') };
    simulator = await DbtCloudSimulator.start({ world });
    client = DbtCloudClient.create({
      accessUrl: simulator.url,
      token: simulator.token,
    });
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.requests.splice(0));

  const [account] = world.accounts;
  const [project] = world.projects;
  const environmentId = world.jobs[0].environment_id;
  const [run] = world.runs;

  it.each<[string, () => Promise<unknown>]>([
    ['listAccounts', () => client.listAccounts()],
    ['listProjects', () => readAll(client.listProjects(account.id))],
    [
      'listEnvironments',
      () => readAll(client.listEnvironments(account.id, project.id)),
    ],
    ['listJobs', () => readAll(client.listJobs(account.id))],
    [
      'listJobs with every option',
      () =>
        readAll(
          client.listJobs(account.id, { projectId: project.id, environmentId }),
        ),
    ],
    ['listRuns', () => readAll(client.listRuns(account.id))],
    [
      'listRuns with every option',
      () =>
        readAll(
          client.listRuns(account.id, {
            projectId: project.id,
            environmentId,
            jobId: run.job_definition_id,
            status: 10,
            orderBy: '-finished_at',
            limit: 5,
            includeTrigger: true,
          }),
        ),
    ],
    ['getRun', () => client.getRun(account.id, run.id)],
    [
      'getRun with every option',
      () =>
        client.getRun(account.id, run.id, {
          includeTrigger: true,
          includeRunSteps: true,
        }),
    ],
    ['listArtifacts', () => client.listArtifacts(account.id, run.id)],
    [
      'getArtifact',
      async () =>
        (
          await client.getArtifact(account.id, run.id, 'manifest.json')
        )?.destroy(),
    ],
    [
      'getArtifact of a step',
      async () =>
        (
          await client.getArtifact(account.id, run.id, 'compiled/a/b.sql', {
            step: 4,
          })
        )?.destroy(),
    ],
  ])('%s exist in the OpenAPI documents of dbt Cloud', async (_name, call) => {
    await call();
    expect(simulator.requests).not.toEqual([]);
    for (const { method, path } of simulator.requests) {
      expect(method).toBe('GET');
      const document = documents[path.startsWith('/api/v2/') ? 'v2' : 'v3'];
      expect(document.requestErrors(new URL(path, simulator.url))).toEqual([]);
    }
  });

  it.each([
    [
      '/api/v3/accounts/1/jobs/',
      ['the document has no GET /api/v3/accounts/1/jobs/'],
    ],
    [
      '/api/v3/accounts/1/projects/?colour=red',
      ['GET /api/v3/accounts/1/projects/ takes no colour'],
    ],
    ['/api/v3/accounts/1/projects/?limit=all', ['limit is no integer: all']],
    [
      '/api/v3/accounts/1/projects/?include_related=repository,owner',
      ['include_related takes no owner'],
    ],
  ])('would be noticed as wrong: %s', (path, errors) => {
    const url = new URL(path, simulator.url);
    expect(documents.v3.requestErrors(url)).toEqual(errors);
  });
});

async function readAll(items: AsyncGenerator<unknown>): Promise<void> {
  while (!(await items.next()).done);
}
