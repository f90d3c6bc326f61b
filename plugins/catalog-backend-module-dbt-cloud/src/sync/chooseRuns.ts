import {
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRun,
  DbtCloudRunStatus,
  DbtCloudRunTrigger,
} from 'backstage-plugin-dbt-cloud-node';
import { NameFilter } from '../config/types';
import { matchesNameFilter } from './matchesNameFilter';

/**
 * What a refresh reads a project from: the runs that may hold each artifact, in the order in
 * which to try them, and why each of the other runs is not used.
 *
 * @internal
 */
export interface RunChoice {
  manifest: DbtCloudRun[];
  catalog: DbtCloudRun[];
  rejected: Array<{ run: DbtCloudRun; reason: string }>;
}

/**
 * Chooses among the newest runs of an environment. Only finished runs that wrote to the
 * environment for real count: never those of CI jobs, of a pull request, or with a schema, target or
 * branch of their own. The project's documentation job comes first, then the newest. A failed
 * run's manifest is as good as any.
 *
 * @internal
 */
export function chooseRuns(options: {
  project: DbtCloudProject;
  environment: DbtCloudEnvironment;
  jobs: DbtCloudJob[];
  runs: DbtCloudRun[];
  jobFilter: NameFilter;
}): RunChoice {
  const { project, environment, runs, jobFilter } = options;
  const jobs = new Map(options.jobs.map(job => [job.id, job]));
  const usable: DbtCloudRun[] = [];
  const rejected: RunChoice['rejected'] = [];

  for (const run of runs) {
    const job = jobs.get(run.job_definition_id ?? -1);
    const reason = job
      ? rejection(run, job, environment, jobFilter)
      : 'its job no longer exists';
    if (reason) {
      rejected.push({ run, reason });
    } else {
      usable.push(run);
    }
  }

  const newestFirst = usable.sort((a, b) => b.id - a.id);
  const ofDefinition = (run: DbtCloudRun) =>
    project.docs_job_id !== undefined &&
    run.job_definition_id === project.docs_job_id;
  const manifest = [
    ...newestFirst.filter(ofDefinition),
    ...newestFirst.filter(run => !ofDefinition(run)),
  ];
  return {
    manifest,
    catalog: [
      ...manifest.filter(run => run.has_docs_generated),
      ...manifest.filter(run => !run.has_docs_generated),
    ],
    rejected,
  };
}

function rejection(
  run: DbtCloudRun,
  job: DbtCloudJob,
  environment: DbtCloudEnvironment,
  jobFilter: NameFilter,
): string | undefined {
  if (job.job_type === 'ci') {
    return 'its job is a CI job, which builds temporary schemas';
  }
  if (!matchesNameFilter(jobFilter, job)) {
    return `the config's jobs leave ${job.name} out`;
  }
  if (
    run.status !== DbtCloudRunStatus.Success &&
    run.status !== DbtCloudRunStatus.Error
  ) {
    return 'it is not finished, or was cancelled';
  }
  const { trigger } = run;
  if (trigger && isPullRequest(trigger)) {
    return 'a pull request started it';
  }
  if (trigger?.schema_override || trigger?.target_name_override) {
    return 'it wrote to another schema or target';
  }
  const branch = trigger?.git_branch;
  if (branch && branch !== environment.custom_branch) {
    return `it ran on the branch ${branch}`;
  }
  return undefined;
}

function isPullRequest(trigger: DbtCloudRunTrigger): boolean {
  return [
    trigger.github_pull_request_id,
    trigger.gitlab_merge_request_id,
    trigger.azure_pull_request_id,
    trigger.non_native_pull_request_id,
  ].some(id => id !== undefined);
}
