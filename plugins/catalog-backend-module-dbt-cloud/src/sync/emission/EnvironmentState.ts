import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { EnvironmentKey } from '../../store';
import { EnvironmentSource } from '../reading/EnvironmentSource';

/**
 * One environment as it was read or as it is kept.
 *
 * @internal
 */
export interface EnvironmentState {
  key: EnvironmentKey;
  projectName: string;
  environmentName: string;
  /** For messages: which project and environment it is. */
  label: string;
  source: EnvironmentSource;
  project: DbtProject;
  /** What reading it found. */
  problems: DbtProblem[];
  /**
   * Where a whole manifest was read: takes out of the store what is kept of nodes that are no longer in
   * it. To be called before the environment counts as read, and not at all where its change is held
   * back: that may be the manifest of a wrong target.
   */
  forgetAbsent?(): Promise<unknown>;
}
