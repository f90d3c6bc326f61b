import { modelId } from './artifacts/uniqueIds';
import { ModelDescription, ProjectDescription } from './ProjectDescription';
import { commercialAnalytics, parcelNetwork } from './projects';

/**
 * What is different about the example company.
 *
 * @public
 */
export interface ExampleChanges {
  /** Models to add, by the name of their project. */
  with?: Partial<Record<ExampleProjectName, ModelDescription[]>>;
  /** Unique ids of models to remove; nothing that stays may read them. */
  without?: string[];
}

/** @public */
export type ExampleProjectName = 'parcel_network' | 'commercial_analytics';

/** @internal */
export function changeProjects(changes: ExampleChanges): ProjectDescription[] {
  const projects = [parcelNetwork, commercialAnalytics];
  const known = projects.flatMap(project =>
    project.models.map(model => modelId(project, model)),
  );
  const unknown = changes.without?.find(id => !known.includes(id));
  if (unknown) {
    throw new Error(
      `The example company has no model ${unknown} to remove: name one by its unique id`,
    );
  }
  return projects.map(project => ({
    ...project,
    models: [
      ...project.models.filter(
        model => !changes.without?.includes(modelId(project, model)),
      ),
      ...(changes.with?.[project.name as ExampleProjectName] ?? []),
    ],
  }));
}
