import { DbtCloudUnavailableError } from './errors';
import { withRetries } from './withRetries';

const fault = () =>
  DbtCloudUnavailableError.forStatus({ url: 'http://x/', status: 503 });

describe('withRetries', () => {
  it('never repeats what cannot pass', async () => {
    const run = jest.fn().mockRejectedValue(new Error('no'));
    await expect(withRetries(run, { minWait: 1 })).rejects.toThrow('no');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('ends a wait at once with the signal, with the failure it waited out', async () => {
    const run = jest.fn().mockRejectedValue(fault());
    const start = Date.now();
    await expect(
      withRetries(run, { minWait: 1_000, signal: AbortSignal.timeout(30) }),
    ).rejects.toMatchObject({ name: 'DbtCloudUnavailableError' });
    expect(Date.now() - start).toBeLessThan(900);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('waits longer from one try to the next, up to a limit', async () => {
    const times: number[] = [];
    const run = async () => {
      times.push(Date.now());
      throw fault();
    };
    await expect(
      withRetries(run, { retries: 3, minWait: 20, maxWait: 60 }),
    ).rejects.toThrow(/503/);
    const waits = times.slice(1).map((time, index) => time - times[index]);
    expect(waits).toHaveLength(3);
    for (const [index, least] of [20, 40, 60].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least - 2);
    }
  });
});
