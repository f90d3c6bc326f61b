import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { StoredEnvironment } from '../../store';
import { EnvironmentSource } from '../reading/EnvironmentSource';

/**
 * One environment as it was read or as it is kept.
 *
 * @internal
 */
export interface EnvironmentState {
  /** What is kept of it until now. */
  stored: StoredEnvironment;
  projectName: string;
  environmentName: string;
  /** For messages: which project and environment it is. */
  label: string;
  source: EnvironmentSource;
  project: DbtProject;
  /** Whether that is the one which is kept already. */
  isProjectKept: boolean;
  /** What reading it found. */
  problems: DbtProblem[];
  /**
   * Where a whole manifest was read: takes out of the store what is kept of nodes that are no longer in
   * it. To be called before the environment counts as read, and not at all where its change is held
   * back: that may be the manifest of a wrong target.
   */
  forgetAbsent?(): Promise<unknown>;
}
