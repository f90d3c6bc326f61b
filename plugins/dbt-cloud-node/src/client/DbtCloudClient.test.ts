import { DbtCloudClient } from './DbtCloudClient';
import { DbtCloudRunStatus } from './types';
import { envelope, sendJson, TestServer } from './__testUtils__/TestServer';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}

describe('DbtCloudClient', () => {
  let server: TestServer;
  let answers: Record<string, unknown>;
  let client: DbtCloudClient;

  beforeEach(async () => {
    answers = {};
    server = await TestServer.start((request, response) => {
      const { pathname } = new URL(request.url!, 'http://127.0.0.1');
      sendJson(response, pathname in answers ? 200 : 404, answers[pathname]);
    });
    client = DbtCloudClient.create({
      accessUrl: `${server.url}/api/v2/`,
      token: ' dbtc_secret\n',
    });
  });

  afterEach(() => server.stop());

  it('sends the token and reads accounts', async () => {
    answers['/api/v3/accounts/'] = envelope([{ id: 1, name: 'Acme', x: 1 }]);
    expect(await client.listAccounts()).toEqual([{ id: 1, name: 'Acme' }]);
    expect(client.accessUrl).toBe(server.url);
    expect(server.requests[0].headers).toMatchObject({
      authorization: 'Token dbtc_secret',
      accept: 'application/json',
    });
  });

  it('reads ids that are written as text', async () => {
    answers['/api/v3/accounts/'] = envelope([{ id: '7', name: 'Acme' }]);
    expect(await client.listAccounts()).toEqual([{ id: 7, name: 'Acme' }]);
  });

  it('reads projects with their repository', async () => {
    answers['/api/v3/accounts/1/projects/'] = envelope([
      {
        id: 2,
        name: 'Jaffle Shop',
        account_id: 1,
        description: '',
        docs_job_id: 5,
        freshness_job_id: null,
        dbt_project_subdirectory: 'dbt',
        repository_id: 8,
        repository: {
          id: 8,
          full_name: 'acme/jaffle',
          remote_backend: 'github',
          web_url: null,
          deploy_key: { public_key: 'ssh-rsa' },
        },
      },
      { id: 3, name: 'Finance', repository: null },
    ]);
    expect(await collect(client.listProjects(1))).toEqual([
      {
        id: 2,
        name: 'Jaffle Shop',
        account_id: 1,
        docs_job_id: 5,
        dbt_project_subdirectory: 'dbt',
        repository_id: 8,
        repository: {
          id: 8,
          full_name: 'acme/jaffle',
          remote_backend: 'github',
        },
      },
      { id: 3, name: 'Finance' },
    ]);
    expect(server.requests[0].url.search).toBe(
      '?include_related=repository&order_by=id&limit=100&offset=0',
    );
  });

  it('reads environments', async () => {
    answers['/api/v3/accounts/1/projects/2/environments/'] = envelope([
      {
        id: 3,
        name: 'Production',
        project_id: 2,
        type: 'deployment',
        deployment_type: 'production',
        dbt_version: 'latest',
        use_custom_branch: true,
        custom_branch: 'main',
        connection_id: null,
      },
      { id: 4, name: 'Dev', project_id: 2, deployment_type: null },
    ]);
    expect(await collect(client.listEnvironments(1, 2))).toEqual([
      {
        id: 3,
        name: 'Production',
        project_id: 2,
        type: 'deployment',
        deployment_type: 'production',
        dbt_version: 'latest',
        use_custom_branch: true,
        custom_branch: 'main',
      },
      { id: 4, name: 'Dev', project_id: 2, use_custom_branch: false },
    ]);
  });

  it('reads jobs', async () => {
    answers['/api/v2/accounts/1/jobs/'] = envelope([
      {
        id: 5,
        name: 'Daily',
        project_id: 2,
        environment_id: 3,
        job_type: 'scheduled',
        execute_steps: ['dbt build'],
        generate_docs: true,
        generate_sources: true,
        settings: { threads: 4, target_name: 'default' },
        triggers: { schedule: true, github_webhook: false },
      },
      { id: 6, name: 'Old', project_id: 2 },
    ]);
    const jobs = client.listJobs(1, { projectId: 2, environmentId: 3 });
    expect(await collect(jobs)).toEqual([
      {
        id: 5,
        name: 'Daily',
        project_id: 2,
        environment_id: 3,
        job_type: 'scheduled',
        execute_steps: ['dbt build'],
        generate_docs: true,
        run_generate_sources: true,
        target_name: 'default',
        triggers: {
          schedule: true,
          github_webhook: false,
          git_provider_webhook: false,
          on_merge: false,
        },
      },
      {
        id: 6,
        name: 'Old',
        project_id: 2,
        execute_steps: [],
        generate_docs: false,
        run_generate_sources: false,
        triggers: {
          schedule: false,
          github_webhook: false,
          git_provider_webhook: false,
          on_merge: false,
        },
      },
    ]);
    expect(server.requests[0].url.search).toBe(
      '?project_id=2&environment_id=3&order_by=id&limit=100&offset=0',
    );
  });

  it('reads runs newest first, with what started them', async () => {
    answers['/api/v2/accounts/1/runs/'] = envelope([
      {
        id: 9,
        job_id: 5,
        environment_id: 3,
        status: 10,
        git_branch: null,
        finished_at: null,
        trigger: {
          cause: 'Kicked off',
          github_pull_request_id: 12,
          schema_override: '',
          steps_override: null,
        },
      },
    ]);
    const runs = client.listRuns(1, {
      environmentId: 3,
      jobId: 5,
      status: DbtCloudRunStatus.Success,
      includeTrigger: true,
      orderBy: '-finished_at',
      limit: 1,
    });
    expect(await collect(runs)).toEqual([
      {
        id: 9,
        job_definition_id: 5,
        environment_id: 3,
        status: 10,
        trigger: { cause: 'Kicked off', github_pull_request_id: 12 },
      },
    ]);
    expect(Object.fromEntries(server.requests[0].url.searchParams)).toEqual({
      environment_id: '3',
      job_definition_id: '5',
      status: '10',
      include_related: 'trigger',
      order_by: '-finished_at',
      limit: '1',
      offset: '0',
    });
  });

  it('reads no page of runs that nobody wants', async () => {
    const runs = Array.from({ length: 100 }, (_, id) => ({ id, status: 10 }));
    answers['/api/v2/accounts/1/runs/'] = envelope(runs, 5000);
    for await (const run of client.listRuns(1)) {
      if (run.id === 99) {
        break;
      }
    }
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0].url.searchParams.get('order_by')).toBe('-id');
  });

  it('reads a run and its steps', async () => {
    answers['/api/v2/accounts/1/runs/9/'] = envelope({
      id: 9,
      status: 20,
      run_steps: [{ index: 1, name: 'Clone', status: 10, logs: 'long' }],
    });
    const run = await client.getRun(1, 9, { includeRunSteps: true });
    expect(run.run_steps).toEqual([{ index: 1, name: 'Clone', status: 10 }]);
    expect(server.requests[0].url.search).toBe('?include_related=run_steps');
  });

  it('lists artifacts, of which there may be none', async () => {
    answers['/api/v2/accounts/1/runs/9/artifacts/'] = envelope([
      'manifest.json',
      'run_results.json',
    ]);
    answers['/api/v2/accounts/1/runs/10/artifacts/'] = envelope(null);
    expect(await client.listArtifacts(1, 9)).toEqual([
      'manifest.json',
      'run_results.json',
    ]);
    expect(await client.listArtifacts(1, 10)).toEqual([]);
  });

  it('reads an artifact of a step', async () => {
    answers['/api/v2/accounts/1/runs/9/artifacts/compiled/a%20b.sql'] = 'x';
    const body = await client.getArtifact(1, 9, 'compiled/a b.sql', {
      step: 4,
    });
    const chunks = await collect(body!);
    expect(chunks.join('')).toBe('"x"');
    expect(server.requests[0].url.search).toBe('?step=4');
    expect(server.requests[0].headers.accept).toBe('*/*');
  });

  it('knows that an artifact is missing', async () => {
    expect(await client.getArtifact(1, 9, 'catalog.json')).toBeUndefined();
  });

  it.each([
    [{ id: null, name: 'x' }, /data\[1\]\.id should be a number, but is null/],
    [{ id: 2 }, /data\[1\]\.name should be a text, but is missing/],
    ['x', /data\[1\] should be an object, but is a text/],
  ])(
    'says where an answer is not of the right shape: %p',
    async (item, message) => {
      answers['/api/v3/accounts/'] = envelope([{ id: 1, name: 'Acme' }, item]);
      await expect(client.listAccounts()).rejects.toMatchObject({
        name: 'DbtCloudResponseError',
        message: expect.stringMatching(message),
      });
    },
  );

  it.each([null, [], { data: {} }, { data: null }])(
    'refuses %p as a list',
    async answer => {
      answers['/api/v3/accounts/'] = answer;
      await expect(client.listAccounts()).rejects.toMatchObject({
        name: 'DbtCloudResponseError',
        url: `${server.url}/api/v3/accounts/`,
      });
    },
  );

  it('does not show its token when it is printed', () => {
    const { inspect } = jest.requireActual('util');
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(
      'dbtc_secret',
    );
  });
});
