import { Entity } from '@backstage/catalog-model';
import { LABEL_DBT_PROJECT } from 'backstage-plugin-dbt-cloud-common';
import { DbtProject, projectUrl } from 'backstage-plugin-dbt-cloud-node';
import { projectAnnotations } from './entityMetadata';
import { EntityShape } from './EntityModel';
import { entityName } from './entityName';
import { EntityOptions } from './EntityOptions';
import { UNKNOWN_OWNER } from './owners/NodeOwners';
import { sanitizeLabelValue } from './sanitize';

/**
 * The entity of the dbt project itself. No node relates to it: hubs are what slows a catalog down.
 *
 * @internal
 */
export function projectEntity(
  project: DbtProject,
  shape: EntityShape,
  options: EntityOptions,
): Entity {
  const { name } = project;
  const { dbtCloud } = options.origin;
  const label = sanitizeLabelValue(name);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: shape.kind,
    metadata: {
      name: entityName(
        { type: 'project', project: name, packageName: name },
        options.namePrefix,
      ),
      namespace: options.namespace,
      title: name,
      description: `The dbt project ${name}`,
      annotations: projectAnnotations(name, options.origin),
      ...(label && { labels: { [LABEL_DBT_PROJECT]: label } }),
      ...(dbtCloud && {
        links: [{ url: projectUrl(dbtCloud), title: 'dbt Cloud' }],
      }),
    },
    spec: {
      type: shape.type,
      ...(shape.kind === 'Component' && {
        lifecycle: options.origin.lifecycle,
      }),
      owner: options.defaultOwner ?? UNKNOWN_OWNER,
    },
  };
}
