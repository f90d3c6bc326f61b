import { ModelDescription, ProjectDescription } from '../ProjectDescription';

/** @internal */
export function uniqueIdOf(
  type: string,
  project: ProjectDescription,
  ...names: string[]
): string {
  return [type, project.name, ...names].join('.');
}

/** @internal */
export function modelId(
  project: ProjectDescription,
  model: ModelDescription,
): string {
  const version = model.version === undefined ? [] : [`v${model.version}`];
  return uniqueIdOf('model', project, model.name, ...version);
}
