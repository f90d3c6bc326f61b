import { NotFoundError } from '@backstage/errors';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { ScopeConfig } from '../config/types';
import { chooseEnvironments } from './chooseEnvironments';
import { matchesNameFilter } from './matchesNameFilter';
import { EnvironmentReading, readEnvironment } from './readEnvironment';

/**
 * One environment of a project as it was read, or why that was not possible. A failure before
 * an environment was chosen has none.
 *
 * @internal
 */
export type ProjectResult =
  | {
      result: 'read';
      project: DbtCloudProject;
      environment: DbtCloudEnvironment;
      reading: EnvironmentReading;
    }
  | {
      result: 'failed';
      project: DbtCloudProject;
      environment?: DbtCloudEnvironment;
      error: unknown;
    };

/**
 * Reads the projects in scope, one after the other, each standing alone: one that fails is a result
 * like any other.
 *
 * @throws NotFoundError that says what to do, where no project is in scope; the client's errors,
 *   where the projects cannot be listed.
 * @internal
 */
export async function* readProjects(options: {
  client: DbtCloudClient;
  accountId: number;
  scope: ScopeConfig;
  signal: AbortSignal;
}): AsyncGenerator<ProjectResult> {
  const { client, accountId, scope, signal } = options;
  for (const project of await listProjects(options)) {
    try {
      const environments: DbtCloudEnvironment[] = [];
      for await (const environment of client.listEnvironments(
        accountId,
        project.id,
        { signal },
      )) {
        environments.push(environment);
      }
      const choice = chooseEnvironments(environments, scope.environments);
      if (choice.result === 'none') {
        throw new NotFoundError(choice.reason);
      }
      for (const environment of choice.environments) {
        yield await readOne({ ...options, project, environment });
      }
    } catch (error) {
      signal.throwIfAborted();
      yield { result: 'failed', project, error };
    }
  }
}

/**
 * The projects in scope, by their ids.
 *
 * @throws NotFoundError that says what to do, where there is none.
 * @internal
 */
export async function listProjects(options: {
  client: DbtCloudClient;
  accountId: number;
  scope: ScopeConfig;
  signal: AbortSignal;
}): Promise<DbtCloudProject[]> {
  const { client, accountId, scope, signal } = options;
  const seen: DbtCloudProject[] = [];
  for await (const project of client.listProjects(accountId, { signal })) {
    seen.push(project);
  }
  const projects = seen
    .filter(project => matchesNameFilter(scope.projects, project))
    .sort((a, b) => a.id - b.id);
  if (projects.length === 0) {
    throw new NotFoundError(
      seen.length === 0
        ? `the token sees no project in account ${accountId}; give it the permission set Job Viewer on the projects to read`
        : `none of the account's projects passes the filter under 'projects': ${seen
            .map(({ id, name }) => `${name} (${id})`)
            .join(', ')}`,
    );
  }
  return projects;
}

async function readOne(
  options: Parameters<typeof readProjects>[0] & {
    project: DbtCloudProject;
    environment: DbtCloudEnvironment;
  },
): Promise<ProjectResult> {
  const { scope, project, environment, signal } = options;
  try {
    const reading = await readEnvironment({
      ...options,
      jobFilter: scope.jobs,
    });
    return { result: 'read', project, environment, reading };
  } catch (error) {
    signal.throwIfAborted();
    return { result: 'failed', project, environment, error };
  }
}
