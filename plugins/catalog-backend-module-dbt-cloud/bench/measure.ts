import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Measurement } from './messages';
import { StatementCounter } from './StatementCounter';

const RESOLUTION_MS = 1;
const SETTLE_MS = 50;

/** Measures some work, and how it holds up whatever else the process has to do. */
export async function measure(
  work: () => Promise<void>,
  counter: StatementCounter,
): Promise<Omit<Measurement, 'touched'>> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  await wait(SETTLE_MS);
  delays.reset();
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
  return {
    ...statements,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    p99DelayMs: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS),
    longestDelayMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS),
  };
}
