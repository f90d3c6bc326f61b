import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { StoredContribution } from '../store';
import { inSlices } from '../inSlices';
import { ProjectPlan } from '../sync/planProject';
import { contributionOf } from './contributionOf';
import { tableKnowledge } from './tableKnowledge';
import { EnrichmentConfig } from './types';

/**
 * What a project contributes to the entities of its tables: one contribution for each, of the node
 * that builds it rather than of one that reads it, and of the first of several.
 *
 * @param plan - in the order of the nodes' ids
 * @param options - `noOwner` is the owner that an entity has for want of one
 * @internal
 */
export async function contributionsOf(
  project: DbtProject,
  plan: Pick<ProjectPlan, 'entities' | 'collapsed' | 'attachments'>,
  options: { config: EnrichmentConfig; noOwner: string },
): Promise<StoredContribution[]> {
  const entities = new Map(
    [...plan.entities, ...plan.collapsed].map(entity => [
      entity.metadata.annotations?.[ANNOTATION_DBT_UNIQUE_ID],
      entity,
    ]),
  );
  const contributions = new Map<string, StoredContribution>();
  for await (const attachment of inSlices(plan.attachments)) {
    const { uniqueId, entityRef, latestViewRef } = attachment;
    const node = project.nodes.get(uniqueId);
    const entity = entities.get(uniqueId);
    if (!entityRef || !node || !entity) {
      continue;
    }
    const builds = ENTITY_KINDS[node.resourceType].table === 'builds';
    const tableRefs = [entityRef, latestViewRef]
      .filter(ref => ref !== undefined)
      .filter(ref => {
        const other = contributions.get(ref);
        return !other || (builds && !other.builds);
      });
    if (tableRefs.length === 0) {
      continue;
    }
    const contribution = contributionOf(
      tableKnowledge(entity, options.noOwner),
      options.config,
    );
    if (Object.keys(contribution).length > 0) {
      const content = JSON.stringify(contribution);
      tableRefs.forEach(tableRef =>
        contributions.set(tableRef, { tableRef, builds, content }),
      );
    }
  }
  return [...contributions.values()];
}
