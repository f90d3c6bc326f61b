import {
  DbtCloudWorld,
  SimulatedProject,
  SimulatedRepository,
} from '../../world';

/** @internal */
export function representProject(
  project: SimulatedProject,
  related: Set<string>,
): object {
  const { repository, ...fields } = project;
  return {
    ...fields,
    type: 0,
    connection_id: project.id,
    repository_id: repository?.id ?? null,
    semantic_layer_config_id: null,
    created_at: '2023-01-02T08:00:00.000000Z',
    updated_at: '2023-01-02T08:00:00.000000Z',
    connection: null,
    environments: [],
    repository:
      repository && related.has('repository')
        ? representRepository(project, repository)
        : null,
    group_permissions: null,
    docs_job: null,
    freshness_job: null,
    fusion_readiness: null,
    default_version: 'latest',
  };
}

/**
 * What an environment or a job says of its project.
 *
 * @internal
 */
export function projectOf(
  { projects }: DbtCloudWorld,
  { project_id: id }: { project_id: number },
): object | undefined {
  const project = projects.find(candidate => candidate.id === id);
  return (
    project && {
      account_id: project.account_id,
      name: project.name,
      state: project.state,
      type: 0,
    }
  );
}

function representRepository(
  project: SimulatedProject,
  repository: SimulatedRepository,
): object {
  return {
    ...repository,
    account_id: project.account_id,
    project_id: project.id,
    git_clone_strategy: 'github_app',
    state: 1,
  };
}
