import { StatementCounts } from './StatementCounter';

/** What a backend process is started with. */
export interface BackendOptions {
  port: number;
  database: { client: string; connection: string | { directory: string } };
  dbtCloud: { accessUrl: string; token: string };
}

/** What a backend process is told to do. */
export type BackendRequest = 'sync' | 'settle';

/** What a backend process answers. */
export type BackendAnswer =
  | { type: 'ready' }
  | { type: 'settled' }
  | { type: 'synced'; measurement: SyncMeasurement }
  | { type: 'failed'; error: string };

/** What one sync took, in a backend that does nothing else. */
export interface SyncMeasurement extends StatementCounts {
  seconds: number;
  /** How long the process was busy, on all its threads. */
  cpuSeconds: number;
  /** The largest resident memory of the process until then. */
  peakMegabytes: number;
  p99DelayMs: number;
  longestDelayMs: number;
  /** The refs of the entities whose rows in the catalog were written. */
  touched: string[];
}
