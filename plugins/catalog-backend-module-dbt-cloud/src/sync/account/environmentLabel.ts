/**
 * What messages call a project, or an environment of it.
 *
 * @internal
 */
export function environmentLabel(
  project: { id: number; name: string },
  environment?: { id: number; name: string },
): string {
  const label = `Project ${project.name} (${project.id})`;
  return environment
    ? `${label}, environment ${environment.name} (${environment.id})`
    : label;
}

/**
 * The same of an environment as the store keeps it.
 *
 * @internal
 */
export function storedEnvironmentLabel(stored: {
  key: { projectId: number; environmentId: number };
  projectName: string;
  environmentName: string;
}): string {
  const { key, projectName, environmentName } = stored;
  return environmentLabel(
    { id: key.projectId, name: projectName },
    { id: key.environmentId, name: environmentName },
  );
}
