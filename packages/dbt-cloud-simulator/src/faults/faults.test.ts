import { getJson } from '../__testUtils__/getJson';
import { DbtCloudSimulator } from '../DbtCloudSimulator';
import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  addRun,
  createWorld,
} from '../world';

const RUNS = '/api/v2/accounts/101/runs/';

describe('faults', () => {
  let simulator: DbtCloudSimulator;

  beforeEach(async () => {
    const world = createWorld();
    const project = addProject(world, addAccount(world));
    addRun(world, addJob(world, addEnvironment(world, project)));
    simulator = await DbtCloudSimulator.start({ world });
  });

  afterEach(() => simulator.close());

  it('replaces an answer as often as it says', async () => {
    simulator.addFault({
      path: '/runs/',
      times: 1,
      status: 429,
      headers: { 'retry-after': '7' },
      body: { detail: 'slow down' },
    });
    const elsewhere = await getJson(simulator, '/api/v3/accounts/');
    const first = await getJson(simulator, RUNS);
    const second = await getJson(simulator, RUNS);
    expect([elsewhere.status, first.status, second.status]).toEqual([
      200, 429, 200,
    ]);
    expect(first.body).toEqual({ detail: 'slow down' });
  });

  it('lasts until it is cleared', async () => {
    simulator.addFault({ path: /\/runs\/\d+\//, status: 500 });
    const run = `${RUNS}5001/`;
    expect((await getJson(simulator, run)).status).toBe(500);
    expect((await getJson(simulator, run)).status).toBe(500);
    simulator.clearFaults();
    expect((await getJson(simulator, run)).status).toBe(200);
  });

  it('changes what the answer says', async () => {
    simulator.addFault({
      path: '/runs/',
      edit: document => {
        delete document.extra;
        document.data[0].id = '5001';
      },
    });
    const { body } = await getJson(simulator, RUNS);
    expect(Object.keys(body)).toEqual(['status', 'data']);
    expect(body.data).toMatchObject([{ id: '5001', status: 10 }]);
  });

  it('delays', async () => {
    simulator.addFault({ path: RUNS, delay: 60 });
    const start = Date.now();
    await getJson(simulator, RUNS);
    expect(Date.now() - start).toBeGreaterThanOrEqual(55);
  });

  it('ends a body early', async () => {
    simulator.addFault({
      path: RUNS,
      cut: { afterBytes: 20, ending: 'end' },
    });
    await expect(getJson(simulator, RUNS)).rejects.toThrow('JSON');
  });

  it('loses the connection', async () => {
    simulator.addFault({
      path: RUNS,
      cut: { afterBytes: 20, ending: 'reset' },
    });
    await expect(getJson(simulator, RUNS)).rejects.toThrow('terminated');
  });

  it('sends a body piece by piece', async () => {
    simulator.addFault({ path: RUNS, pace: { pieces: 3, pause: 20 } });
    const response = await fetch(`${simulator.url}${RUNS}`, {
      headers: { authorization: `Token ${simulator.token}` },
    });
    const pieces: Uint8Array[] = [];
    for await (const piece of response.body!) {
      pieces.push(piece);
    }
    expect(pieces.length).toBeGreaterThan(1);
    expect(JSON.parse(Buffer.concat(pieces).toString()).data).toMatchObject([
      { id: 5001 },
    ]);
  });

  it('takes a query for another', async () => {
    simulator.addFault({ path: RUNS, query: { offset: '0', limit: '1' } });
    const { body } = await getJson(simulator, `${RUNS}?limit=7&offset=1`);
    expect(body.data).toMatchObject([{ id: 5001 }]);
    expect(body.extra.filters).toEqual({ limit: 1, offset: 0 });
  });

  it('changes the world for the next request', async () => {
    simulator.addFault({
      path: RUNS,
      times: 1,
      afterwards: () => simulator.world.runs.pop(),
    });
    expect((await getJson(simulator, RUNS)).body.data).toHaveLength(1);
    expect((await getJson(simulator, RUNS)).body.data).toHaveLength(0);
  });

  it('falls silent, until it is closed', async () => {
    simulator.addFault({
      path: RUNS,
      cut: { afterBytes: 20, ending: 'stall' },
    });
    const response = await fetch(`${simulator.url}${RUNS}`, {
      headers: { authorization: `Token ${simulator.token}` },
      signal: AbortSignal.timeout(100),
    });
    await expect(response.text()).rejects.toThrow('timeout');
  });
});
