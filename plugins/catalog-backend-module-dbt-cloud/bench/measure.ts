import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Measurement } from './messages';
import { StatementCounter } from './StatementCounter';

const RESOLUTION_MS = 1;
const SETTLE_MS = 50;

const idleLoop = new Worker(join(__dirname, 'idleLoop.mjs'), {
  workerData: { resolutionMs: RESOLUTION_MS },
  execArgv: [],
});

/** Measures some work, and how it holds up whatever else the process has to do. */
export async function measure(
  work: () => Promise<void>,
  counter: StatementCounter,
): Promise<Omit<Measurement, 'touched'>> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  await wait(SETTLE_MS);
  delays.reset();
  await takeIdleDelay();
  counter.take();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const statements = counter.take();
  // The timer that measures delays has to fire once more to see the last one.
  await wait(SETTLE_MS);
  delays.disable();
  const p99IdleDelayMs = await takeIdleDelay();
  return {
    ...statements,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    p99DelayMs: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS),
    longestDelayMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS),
    p99IdleDelayMs: Math.max(0, p99IdleDelayMs),
  };
}

async function takeIdleDelay(): Promise<number> {
  idleLoop.postMessage('take');
  const [delayMs] = await once(idleLoop, 'message');
  return delayMs;
}
