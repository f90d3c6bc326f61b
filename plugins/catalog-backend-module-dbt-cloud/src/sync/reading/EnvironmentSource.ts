import { ProjectOrigin } from '../../entities/origin';
import { JobAdditions } from './mergeProjects';

/**
 * What a run can be read for: which nodes there are, what the warehouse says of them, how fresh the
 * sources are, and how the nodes fared.
 *
 * @internal
 */
export type RunPurpose = 'structure' | 'catalog' | 'freshness' | 'results';

/**
 * A run that a sync has dealt with, and what it gave.
 *
 * @internal
 */
export interface ReadRun {
  id: number;
  status: number;
  gave: RunPurpose[];
}

/**
 * What an environment was read from: kept with its project, so that it can be planned again without
 * asking dbt Cloud, and so that no run is read twice.
 *
 * @internal
 */
export interface EnvironmentSource {
  origin: ProjectOrigin;
  /** What the manifest calls the project, by which others have it as a package. */
  dbtProjectName?: string;
  /** The run of the definition job whose manifest it is. */
  manifestRunId: number;
  /** ISO date-time. Newer manifests of other jobs add and update. */
  manifestFinishedAt: string;
  definitionJobId: number;
  /** What other jobs know beyond the definition job. */
  additions: JobAdditions[];
  /** The newest run whose catalog was read, if any had one. */
  catalogRunId?: number;
  /** What the choice of runs depended on beside the runs: see {@link choiceSettings}. */
  settings: string;
  /** Every finished run that was looked at, newest first. */
  runs: ReadRun[];
}
