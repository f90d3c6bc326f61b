/**
 * A thread that does nothing: what delays its event loop is the machine. It answers each message
 * with the delay that 99 of 100 turns since the last one stayed below.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

const delays = monitorEventLoopDelay({ resolution: workerData.resolutionMs });
delays.enable();
parentPort.on('message', () => {
  parentPort.postMessage(delays.percentile(99) / 1e6 - workerData.resolutionMs);
  delays.reset();
});
