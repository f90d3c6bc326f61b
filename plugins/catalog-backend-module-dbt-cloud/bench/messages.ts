import { StatementCounts } from './StatementCounter';

/** What a backend process is started with. */
export interface BackendOptions {
  port: number;
  database: { client: string; connection: string };
  dbtCloud: { accessUrl: string; token: string };
}

/** What a backend process is told to do. */
export type BackendRequest =
  | 'sync'
  /** To wait until the catalog has done all that follows from a sync. */
  | 'settle';

/** What a backend process answers. */
export type BackendAnswer =
  | { type: 'ready' }
  | { type: 'measured'; measurement: Measurement }
  | { type: 'failed'; error: string };

/** What a request took. */
export interface Measurement extends StatementCounts {
  seconds: number;
  /** How long the process was busy, on all its threads. */
  cpuSeconds: number;
  /** The largest resident memory of the process until then. */
  peakMegabytes: number;
  p99DelayMs: number;
  longestDelayMs: number;
  /** The same of a thread that does nothing: more than a few say that the machine is busy. */
  p99IdleDelayMs: number;
  /** The refs of the entities whose rows in the catalog were written. */
  touched: string[];
}
