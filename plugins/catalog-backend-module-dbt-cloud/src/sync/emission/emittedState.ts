import { createHash } from 'node:crypto';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtCloudStore, StoredEnvironment, StoredNode } from '../../store';
import { Attachment } from '../../warehouse/types';
import { inSlices } from '../../inSlices';
import { EmittedState } from './removalGuard';

/**
 * What the store is to know of the entities of a plan and of the nodes that have none.
 *
 * @internal
 */
export async function toStoredNodes(
  entities: Entity[],
  attachments: Attachment[],
): Promise<StoredNode[]> {
  const nodes = new Map<string, StoredNode>();
  for (const attachment of attachments) {
    const { uniqueId, relation, verdict, entityRef, reason } = attachment;
    nodes.set(uniqueId, {
      uniqueId,
      relation: relation ?? undefined,
      verdict,
      tableRef: entityRef,
      reason,
    });
  }
  for await (const entity of inSlices(entities)) {
    const entityRef = stringifyEntityRef(entity);
    // What a transformer has added stands for no node: it is known by its own ref.
    const uniqueId =
      entity.metadata.annotations?.[ANNOTATION_DBT_UNIQUE_ID] ?? entityRef;
    nodes.set(uniqueId, {
      uniqueId,
      ...nodes.get(uniqueId),
      entityRef,
      entityHash: hashOf(entity),
    });
  }
  return [...nodes.values()];
}

/**
 * The entities and attachments of an environment, as far as the removal guard compares them.
 *
 * @internal
 */
export function emittedState(nodes: Iterable<StoredNode>): EmittedState & {
  hashes: ReadonlyMap<string, string | undefined>;
} {
  const hashes = new Map<string, string | undefined>();
  const tables = new Map<string, string>();
  for (const { entityRef, entityHash, tableRef } of nodes) {
    if (entityRef !== undefined) {
      hashes.set(entityRef, entityHash);
      if (tableRef !== undefined) {
        tables.set(entityRef, tableRef);
      }
    }
  }
  return { entityRefs: new Set(hashes.keys()), tables, hashes };
}

/**
 * The same of what the store keeps.
 *
 * @internal
 */
export async function readEmittedState(
  store: DbtCloudStore,
  environment: StoredEnvironment,
): Promise<ReturnType<typeof emittedState>> {
  const nodes: StoredNode[] = [];
  for await (const page of store.nodes.list(environment)) {
    nodes.push(...page);
  }
  return emittedState(nodes);
}

/**
 * A digest of all that the store is to know of a plan: two plans of one digest leave the same behind.
 *
 * @internal
 */
export async function digestOfNodes(nodes: StoredNode[]): Promise<string> {
  const hash = createHash('sha256');
  for await (const node of inSlices(nodes)) {
    hash.update(
      JSON.stringify([
        node.uniqueId,
        node.entityRef,
        node.entityHash,
        node.relation,
        node.verdict,
        node.tableRef,
        node.reason,
      ]),
    );
  }
  return hash.digest('base64url');
}

function hashOf(entity: Entity): string {
  return createHash('sha1').update(JSON.stringify(entity)).digest('base64url');
}
