import {
  addRun,
  AddRunStep,
  DbtCloudWorld,
  SimulatedJob,
  SimulatedRun,
} from '../world';
import { nextId } from '../world/nextId';
import { ExampleChanges } from './changeProjects';
import { createArtifacts } from './exampleArtifacts';
import { commercialAnalytics, parcelNetwork } from './projects';

const SUCCESS = 10;
const ERROR = 20;
const PULL_REQUEST = 17;

const JOB_NAMES = {
  daily: 'Daily build',
  hourly: 'Hourly build',
  ci: 'CI',
};

/** @public */
export type ExampleJob = keyof typeof JOB_NAMES;

/** @public */
export interface AddExampleRunOptions extends ExampleChanges {
  /** The name of the dbt project, e.g. `parcel_network`. */
  project: string;
  /** The daily job where it is left out. */
  job?: ExampleJob;
  /** When the run ended. */
  now?: Date;
  /** Whether tests fail in it, and the run with them. */
  failing?: boolean;
}

/**
 * Adds a run to the dbt Cloud of the example company: what a job does after somebody has
 * changed a project.
 *
 * @example
 * ```ts
 * addExampleRun(world, {
 *   project: 'parcel_network',
 *   without: ['model.parcel_network.failed_deliveries'],
 * });
 * ```
 *
 * @public
 */
export function addExampleRun(
  world: DbtCloudWorld,
  options: AddExampleRunOptions,
): SimulatedRun {
  const { project, now = new Date(), failing = false, ...changes } = options;
  const kind = options.job ?? 'daily';
  const job = findJob(world, project, kind);
  const isPullRequest = kind === 'ci';
  const artifacts = createArtifacts(changes, project, {
    generatedAt: now,
    schemaOverride: isPullRequest
      ? `dbt_cloud_pr_${job.id}_${PULL_REQUEST}`
      : undefined,
    environment: {
      PROJECT_ID: String(job.project_id),
      JOB_ID: String(job.id),
      RUN_ID: String(nextId(world.runs, 5001)),
      RUN_REASON_CATEGORY: isPullRequest ? 'github_pull_request' : 'scheduled',
    },
  });
  const manifest = artifacts.manifest;
  const build: AddRunStep = {
    command: job.execute_steps[0],
    status: failing ? ERROR : SUCCESS,
    artifacts: {
      'manifest.json': manifest,
      'run_results.json': artifacts.runResults({
        which: 'build',
        tag: kind === 'hourly' ? 'hourly' : undefined,
        failing,
      }),
    },
  };
  const freshness: AddRunStep = {
    command: 'dbt source freshness',
    artifacts: { 'sources.json': artifacts.sources() },
  };
  const documentation: AddRunStep = {
    command: 'dbt docs generate',
    artifacts: {
      'manifest.json': manifest,
      'catalog.json': artifacts.catalog(),
      'run_results.json': artifacts.runResults({ which: 'generate' }),
    },
  };
  return addRun(world, job, {
    finishedAt: now,
    status: failing ? ERROR : SUCCESS,
    steps: kind === 'daily' ? [freshness, build, documentation] : [build],
    trigger: isPullRequest
      ? {
          cause: 'Github Pull Request',
          cause_category: 'ci',
          git_branch: 'rename-columns',
          github_pull_request_id: PULL_REQUEST,
          schema_override: `dbt_cloud_pr_${job.id}_${PULL_REQUEST}`,
        }
      : {},
  });
}

function findJob(
  world: DbtCloudWorld,
  projectName: string,
  kind: ExampleJob,
): SimulatedJob {
  const title = [parcelNetwork, commercialAnalytics].find(
    ({ name }) => name === projectName,
  )?.title;
  const project = world.projects.find(({ name }) => name === title);
  const job = world.jobs.find(
    ({ name, project_id: id }) =>
      id === project?.id && name === JOB_NAMES[kind],
  );
  if (!job) {
    throw new Error(
      `This world has no ${kind} job for the dbt project ${projectName}: start from exampleCompany()`,
    );
  }
  return job;
}
