/**
 * What was looked at, in the order in which one needs the other.
 *
 * @public
 */
export type DoctorCheckName =
  | 'config'
  | 'host'
  | 'token'
  | 'clock'
  | 'account'
  | 'projects'
  | 'environments'
  | 'jobs'
  | 'runs'
  | 'manifest'
  | 'catalog'
  | 'run-results'
  | 'sources';

/**
 * One thing that was looked at: `ok`, `advice` where more is to be had, or a `problem` that
 * something must be done about.
 *
 * @public
 */
export interface DoctorCheck {
  name: DoctorCheckName;
  /** The project, or the project and its environment; missing where it is about the connection. */
  subject?: string;
  verdict: 'ok' | 'advice' | 'problem';
  /** On one line: what there is, or what is wrong and what to do. */
  message: string;
}
