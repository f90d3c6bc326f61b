import { once } from 'node:events';
import http, { IncomingMessage } from 'node:http';
import { getJson } from './__testUtils__/getJson';
import { DbtCloudSimulator } from './DbtCloudSimulator';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
} from './world';

const RUNS = '/api/v2/accounts/101/runs/';

describe('DbtCloudSimulator', () => {
  let simulator: DbtCloudSimulator;

  beforeEach(async () => {
    const world = createWorld();
    const environment = addEnvironment(
      world,
      addProject(world, addAccount(world)),
    );
    const job = addJob(world, environment);
    addRun(world, job, {
      steps: [
        {
          command: 'dbt build',
          artifacts: {
            'manifest.json': { nodes: {} },
            'run_results.json': { results: ['pass'] },
          },
        },
        {
          command: 'dbt docs generate',
          artifacts: {
            'catalog.json': '{"nodes":{}}',
            'run_results.json': () => ({ results: ['success'] }),
          },
        },
      ],
    });
    addRun(world, job, { status: 20 });
    addRun(world, addJob(world, environment), { status: 3 });
    simulator = await DbtCloudSimulator.start({ world });
  });

  afterEach(() => simulator.close());

  const idsOf = async (query: string) => {
    const { body } = await getJson(simulator, RUNS + query);
    return body.data.map(({ id }: { id: number }) => id);
  };

  describe('tokens', () => {
    it.each(['Token dbtc_simulator', 'Bearer dbtc_simulator'])(
      'takes %s',
      async authorization => {
        const { status } = await getJson(simulator, RUNS, authorization);
        expect(status).toBe(200);
      },
    );

    it.each(['dbtc_simulator', 'Token other', 'Basic dbtc_simulator', ''])(
      'refuses "%s"',
      async authorization => {
        const answer = await getJson(simulator, RUNS, authorization);
        expect(answer).toEqual({
          status: 401,
          body: {
            status: {
              code: 401,
              is_success: false,
              user_message: 'Invalid token.',
              developer_message: null,
            },
            data: null,
          },
        });
      },
    );
  });

  describe('lists', () => {
    it('gives the oldest first, and counts the page and everything', async () => {
      const { body } = await getJson(simulator, `${RUNS}?limit=2`);
      expect(body.data.map((run: any) => run.id)).toEqual([5001, 5002]);
      expect(body.extra).toEqual({
        filters: { limit: 2, offset: 0 },
        order_by: 'id',
        pagination: { count: 2, total_count: 3 },
      });
    });

    it.each([
      ['?limit=2&offset=2', [5003]],
      ['?order_by=-id', [5003, 5002, 5001]],
      ['?order_by=-finished_at&limit=1', [5003]],
      ['?status=10', [5001]],
      ['?status__in=[10,20]', [5001, 5002]],
      ['?job_definition_id=402', [5003]],
      ['?id__gt=5001', [5002, 5003]],
      ['?has_docs_generated=true', [5001]],
      ["?finished_at__range=['2024-01-01 06:30','2024-01-01 07:30']", [5002]],
    ])('answers %s', async (query, ids) => {
      expect(await idsOf(query)).toEqual(ids);
    });

    it('leaves deleted jobs out until they are asked for', async () => {
      simulator.world.jobs[0].state = 2;
      const jobs = '/api/v2/accounts/101/jobs/';
      const active = await getJson(simulator, jobs);
      const all = await getJson(simulator, `${jobs}?state=all`);
      expect(active.body.data).toHaveLength(1);
      expect(all.body.data).toHaveLength(2);
    });

    it('shows a change of the world at once', async () => {
      addRun(simulator.world, simulator.world.jobs[0]);
      expect(await idsOf('?order_by=-id&limit=1')).toEqual([5004]);
    });

    it('gives more than a hundred in pages', async () => {
      for (let count = 0; count < 120; count += 1) {
        addRun(simulator.world, simulator.world.jobs[0]);
      }
      expect(await idsOf('?limit=500')).toHaveLength(100);
      expect(await idsOf('?offset=100')).toHaveLength(23);
    });
  });

  it('tells the trigger and the steps of a run only when asked', async () => {
    const plain = await getJson(simulator, `${RUNS}5001/`);
    const full = await getJson(
      simulator,
      `${RUNS}5001/?include_related=['trigger','run_steps']`,
    );
    expect(plain.body.data).toMatchObject({ trigger: null, run_steps: [] });
    expect(full.body.data.trigger.cause_category).toBe('scheduled');
    expect(
      full.body.data.run_steps.map(({ index, name }: any) => [index, name]),
    ).toEqual([
      [1, 'Clone git repository'],
      [2, 'Create profile from connection'],
      [3, 'Invoke dbt with `dbt deps`'],
      [4, 'Invoke dbt with `dbt build`'],
      [5, 'Invoke dbt with `dbt docs generate`'],
    ]);
  });

  it('has no end for a run that is under way', async () => {
    const { body } = await getJson(simulator, `${RUNS}5003/`);
    expect(body.data).toMatchObject({
      status_humanized: 'Running',
      is_complete: false,
      finished_at: null,
    });
  });

  describe('artifacts', () => {
    it('gives those of the last step, or of the step that is asked for', async () => {
      const path = `${RUNS}5001/artifacts/run_results.json`;
      const last = await getJson(simulator, path);
      const build = await getJson(simulator, `${path}?step=4`);
      expect(last.body).toEqual({ results: ['success'] });
      expect(build.body).toEqual({ results: ['pass'] });
    });

    it('keeps what earlier steps left, and lists it', async () => {
      const { body } = await getJson(simulator, `${RUNS}5001/artifacts/`);
      expect(body.data).toEqual([
        'catalog.json',
        'manifest.json',
        'run_results.json',
      ]);
      const early = await getJson(
        simulator,
        `${RUNS}5001/artifacts/catalog.json?step=4`,
      );
      expect(early.status).toBe(404);
    });

    it('says null where a run has none', async () => {
      const { status, body } = await getJson(
        simulator,
        `${RUNS}5002/artifacts/`,
      );
      expect([status, body.data]).toEqual([200, null]);
    });

    it('finds the newest run of a job that has the file', async () => {
      const { body } = await getJson(
        simulator,
        '/api/v2/accounts/101/jobs/401/artifacts/catalog.json',
      );
      expect(body).toEqual({ nodes: {} });
    });

    it('compresses them for who takes that', async () => {
      const response = await fetch(
        `${simulator.url}${RUNS}5001/artifacts/manifest.json`,
        {
          headers: {
            authorization: `Token ${simulator.token}`,
            'accept-encoding': 'gzip',
          },
        },
      );
      expect(response.headers.get('content-encoding')).toBe('gzip');
      expect(await response.json()).toEqual({ nodes: {} });
    });
  });

  it.each([
    [`${RUNS}9/`, 'The requested resource was not found.'],
    [
      `${RUNS}5001/artifacts/sources.json`,
      'The requested resource was not found.',
    ],
    ['/api/v4/accounts/', 'The requested resource was not found.'],
    [
      '/api/v2/accounts/9/runs/',
      'The requested resource was not found. Please check that you have the proper permissions.',
    ],
  ])('answers %s with 404', async (path, message) => {
    const { status, body } = await getJson(simulator, path);
    expect(status).toBe(404);
    expect(body).toEqual({
      status: {
        code: 404,
        is_success: false,
        user_message: message,
        developer_message: '',
      },
      data: null,
    });
  });

  it('sends who forgets the last slash to the right place', async () => {
    const { status } = await getJson(simulator, RUNS.slice(0, -1));
    expect(status).toBe(200);
    expect(simulator.requests.map(request => request.status)).toEqual([
      301, 200,
    ]);
  });

  it('records what was asked, and never the token', async () => {
    await getJson(simulator, `${RUNS}?limit=1`);
    expect(simulator.requests).toEqual([
      {
        method: 'GET',
        host: new URL(simulator.url).host,
        path: `${RUNS}?limit=1`,
        status: 200,
        bytes: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(simulator.requests)).not.toContain(simulator.token);
  });

  it('answers as a proxy in place of every host', async () => {
    const host = 'ab123.us1.dbt.com';
    const { hostname, port } = new URL(simulator.url);
    const tunnel = http.request({
      hostname,
      port,
      method: 'CONNECT',
      path: host,
    });
    tunnel.end();
    const [, socket] = await once(tunnel, 'connect');
    const headers = { host, authorization: `Token ${simulator.token}` };
    const asked = http.get({
      path: RUNS,
      headers,
      createConnection: () => socket,
    });
    const [answer]: IncomingMessage[] = await once(asked, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(simulator.requests).toMatchObject([{ host, path: RUNS }]);
  });

  it('counts how many requests were under way at once', async () => {
    await getJson(simulator, RUNS);
    await getJson(simulator, RUNS);
    expect(simulator.mostRequestsAtOnce).toBe(1);
    simulator.addFault({ path: RUNS, delay: 100 });
    await Promise.all([1, 2, 3].map(() => getJson(simulator, RUNS)));
    expect(simulator.mostRequestsAtOnce).toBe(3);
  });

  it('says that a port is taken', async () => {
    const port = Number(new URL(simulator.url).port);
    await expect(
      DbtCloudSimulator.start({ world: createWorld(), port }),
    ).rejects.toThrow('EADDRINUSE');
  });
});
