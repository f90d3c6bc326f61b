import {
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRun,
} from 'backstage-plugin-dbt-cloud-node';
import { isConfiguredJob } from './definitionJobMissing';

/**
 * The job whose manifests say which nodes there are and where they live: the configured one, else
 * the project's documentation job, else the one used last time, else the one that ran last.
 *
 * @param jobs - those whose runs may be read
 * @param newestFirst - the runs that may be read
 * @returns undefined where no job ever ran
 * @internal
 */
export function chooseDefinitionJob(options: {
  project: DbtCloudProject;
  jobs: DbtCloudJob[];
  newestFirst: DbtCloudRun[];
  configured?: string;
  usedLastTime?: number;
}): { job: DbtCloudJob; reason: string } | undefined {
  const { project, jobs, newestFirst, configured, usedLastTime } = options;
  const withId = (id: number | undefined) => jobs.find(job => job.id === id);
  const candidates: Array<[DbtCloudJob | undefined, string]> = [
    [
      configured === undefined
        ? undefined
        : jobs.find(job => isConfiguredJob(job, configured)),
      'the configured definition job',
    ],
    [withId(project.docs_job_id), "the project's documentation job"],
    [withId(usedLastTime), 'the definition job of the last time'],
    [withId(newestFirst[0]?.job_definition_id), 'the job that ran last'],
  ];
  for (const [job, reason] of candidates) {
    if (job) {
      return { job, reason };
    }
  }
  return undefined;
}
