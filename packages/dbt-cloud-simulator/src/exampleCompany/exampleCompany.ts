import {
  addAccount,
  addEnvironment,
  addJob,
  addProject,
  createWorld,
  DbtCloudWorld,
  SimulatedAccount,
} from '../world';
import { minutesBefore } from '../world/timestamps';
import { addExampleRun, ExampleJob } from './addExampleRun';
import { changeProjects, ExampleChanges } from './changeProjects';
import { ProjectDescription } from './ProjectDescription';

/** The runs that there are of each project, oldest first. */
const HISTORY: { job: ExampleJob; minutesAgo: number; failing?: boolean }[] = [
  { job: 'daily', minutesAgo: 1620 },
  { job: 'daily', minutesAgo: 180 },
  { job: 'hourly', minutesAgo: 130 },
  { job: 'hourly', minutesAgo: 70 },
  { job: 'ci', minutesAgo: 30 },
  { job: 'hourly', minutesAgo: 10, failing: true },
];

/** @public */
export interface ExampleCompanyOptions extends ExampleChanges {
  /** The runs are of the hours before. */
  now?: Date;
}

/**
 * The dbt Cloud of Harborline Parcels, a company made up for this project: two dbt
 * projects, one of which reads public models of the other, each with a production
 * environment, a daily job that documents it, an hourly job whose last run failed, and a
 * CI job that builds pull requests into schemas of their own.
 *
 * @public
 */
export function exampleCompany(
  options: ExampleCompanyOptions = {},
): DbtCloudWorld {
  const { now = new Date(), ...changes } = options;
  const world = createWorld();
  const account = addAccount(world, { name: 'Harborline Parcels' });
  const projects = changeProjects(changes);
  for (const project of projects) {
    addExampleProject(world, account, project);
  }
  for (const { job, minutesAgo, failing } of HISTORY) {
    for (const project of projects) {
      addExampleRun(world, {
        ...changes,
        project: project.name,
        job,
        failing,
        now: minutesBefore(now, minutesAgo),
      });
    }
  }
  return world;
}

function addExampleProject(
  world: DbtCloudWorld,
  account: SimulatedAccount,
  { title, description, repository }: ProjectDescription,
): void {
  const project = addProject(world, account, {
    name: title,
    description,
    repository: {
      id: 601 + world.projects.length,
      full_name: repository,
      remote_backend: 'github',
      web_url: `https://github.com/${repository}`,
    },
  });
  const development = { name: 'Development', deployment_type: null };
  addEnvironment(world, project, { ...development, type: 'development' });
  const production = addEnvironment(world, project);
  const daily = addJob(world, production, {
    name: 'Daily build',
    description: 'Builds and documents everything before the day begins.',
    generate_docs: true,
    run_generate_sources: true,
  });
  addJob(world, production, {
    name: 'Hourly build',
    description: 'Builds what has to be fresh during the day.',
    execute_steps: ['dbt build --select tag:hourly'],
  });
  const ci = addEnvironment(world, project, {
    name: 'Continuous integration',
    deployment_type: null,
  });
  addJob(world, ci, {
    name: 'CI',
    description: 'Builds what a pull request changes.',
    job_type: 'ci',
    execute_steps: ['dbt build --select state:modified+'],
    deferring_environment_id: production.id,
  });
  project.docs_job_id = daily.id;
  project.freshness_job_id = daily.id;
}
