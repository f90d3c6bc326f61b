import {
  DbtCloudJob,
  DbtCloudRun,
  DbtProject,
} from 'backstage-plugin-dbt-cloud-node';
import { DoctorCheckName } from './DoctorCheck';

/**
 * An artifact that a refresh can do without, and where it comes from.
 *
 * @see https://docs.getdbt.com/docs/deploy/job-commands
 * @internal
 */
export interface OptionalArtifact {
  name: DoctorCheckName;
  path: string;
  /** What only this artifact tells. */
  purpose: string;
  /** The box of a job that makes its runs write the artifact; missing where a command does. */
  box?: {
    label: string;
    command: string;
    isTicked: (job: DbtCloudJob) => boolean;
  };
  /** Whether a project of this kind can have it. */
  isExpected: (project: DbtProject) => boolean;
}

/** @internal */
export const OPTIONAL_ARTIFACTS: OptionalArtifact[] = [
  {
    name: 'catalog',
    path: 'catalog.json',
    purpose: 'to learn the columns that are in the warehouse',
    box: {
      label: 'Generate docs on run',
      command: 'dbt docs generate',
      isTicked: job => job.generate_docs,
    },
    isExpected: () => true,
  },
  {
    name: 'run-results',
    path: 'run_results.json',
    purpose: 'to learn how models and tests fared',
    isExpected: () => true,
  },
  {
    name: 'sources',
    path: 'sources.json',
    purpose: 'to learn how fresh the sources are',
    box: {
      label: 'Run source freshness',
      command: 'dbt source freshness',
      isTicked: job => job.run_generate_sources,
    },
    isExpected: project =>
      [...project.nodes.values()].some(
        node => node.resourceType === 'source' && !node.external,
      ),
  },
];

/**
 * How an artifact that no run has comes about.
 *
 * @internal
 */
export function adviseOnArtifact(
  artifact: OptionalArtifact,
  jobs: DbtCloudJob[],
  runs: DbtCloudRun[],
): string {
  const { path, purpose, box } = artifact;
  if (!box) {
    return `no run has a ${path}; run a job with dbt build, dbt run or dbt test ${purpose}`;
  }
  const withJob = runs.flatMap(run => {
    const job = jobs.find(({ id }) => id === run.job_definition_id);
    return job ? [{ run, job }] : [];
  });
  const ticked = withJob.find(({ job }) => box.isTicked(job));
  if (ticked) {
    const { run, job } = ticked;
    return `no run has a ${path}, although "${box.label}" is ticked on the job ${job.name} (${job.id}); look at the step "${box.command}" of run ${run.id}: it may fail while the run succeeds`;
  }
  const [{ job }] = withJob;
  return `no run has a ${path}; tick "${box.label}" on the job ${job.name} (${job.id}) ${purpose}`;
}
