import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CONTENDERS } from './contenders';

/** Which of a contender's readers is measured. */
export type Artifact = 'manifest' | 'catalog';

/** What one contender did with one file. */
export interface Measurement {
  /** How many nodes the project has, or entries the catalog. */
  count: number;
  seconds: number;
  /** How long the process was busy, on all its threads. */
  cpuSeconds: number;
  /** The largest resident memory of the process. */
  peakMegabytes: number;
  /** What the result alone takes, after a collection. */
  retainedMegabytes: number;
  longestDelayMs: number;
  p99DelayMs: number;
}

const RESOLUTION_MS = 1;
const SETTLE_MS = 50;
const MEGABYTE = 1024 * 1024;

/** Measures one contender, in a process that does nothing else. */
export async function measure(
  contender: string,
  artifact: Artifact,
  file: string,
): Promise<Measurement> {
  const heapBefore = usedHeap();
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  await settle();
  delays.reset();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const result = await CONTENDERS[contender][artifact](file);
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  // The timer that measures delays has to fire once more to see the last one.
  await settle();
  delays.disable();
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const retainedMegabytes = (usedHeap() - heapBefore) / MEGABYTE;
  return {
    count: typeof result === 'number' ? result : result.nodes.size,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMegabytes,
    retainedMegabytes,
    longestDelayMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS),
    p99DelayMs: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS),
  };
}

function settle(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, SETTLE_MS));
}

function usedHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
