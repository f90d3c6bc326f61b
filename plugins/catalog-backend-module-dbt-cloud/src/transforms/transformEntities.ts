import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { NodeFindings } from '../entities/NodeFindings';
import { inSlices } from '../inSlices';
import { Attachment } from '../warehouse/types';
import { checkEntity } from './checkEntity';
import { DbtCloudEntityTransformer } from './DbtCloudEntityTransformer';
import { redirectLineage } from './redirectLineage';

/**
 * What changes the entities of a provider.
 *
 * @internal
 */
export interface EntityTransform {
  providerId: string;
  transformer: DbtCloudEntityTransformer;
  signal: AbortSignal;
}

/**
 * Lets a transformer change the entities of a project. Where it fails for one of them, or makes of it
 * what the catalog would refuse, that one stays as it was. What is added comes last: it takes the name
 * of nothing else.
 *
 * @throws the reason of the signal
 * @internal
 */
export async function transformEntities(
  entities: Entity[],
  options: EntityTransform & { project: DbtProject; attachments: Attachment[] },
): Promise<{ entities: Entity[]; problems: DbtProblem[] }> {
  const { project, attachments, providerId, transformer, signal } = options;
  const attachmentsById = new Map(
    attachments.map(attachment => [attachment.uniqueId, attachment]),
  );
  const findings = new NodeFindings();
  const changes = new Map<string, Entity | undefined>();
  const added: Entity[] = [];

  for await (const entity of inSlices(entities)) {
    const uniqueId = entity.metadata.annotations![ANNOTATION_DBT_UNIQUE_ID];
    const ref = stringifyEntityRef(entity);
    changes.set(ref, entity);
    try {
      const result = await unlessAborted(signal, () =>
        transformer(structuredClone(entity), {
          providerId,
          project,
          node: project.nodes.get(uniqueId),
          attachment: attachmentsById.get(uniqueId),
          signal,
        }),
      );
      const results = await normalize([result ?? []].flat(), entity);
      const own = results.findIndex(item => stringifyEntityRef(item) === ref);
      const [main] = results.splice(Math.max(own, 0), 1);
      changes.set(ref, main && withUniqueId(main, uniqueId));
      added.push(...results.map(withoutUniqueId));
    } catch (error) {
      signal.throwIfAborted();
      findings.add(
        'transform-failed',
        `The entity transformer failed, and the entity stays as it was: ${stringifyError(
          error,
        )}`,
        uniqueId,
      );
    }
  }
  return {
    entities: [...redirectLineage(entities, changes), ...added],
    problems: findings.problems('error'),
  };
}

/** A transformer that never ends must not keep a refresh that has ended. */
async function unlessAborted<T>(
  signal: AbortSignal,
  work: () => T | Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
  }
}

/** As the catalog stores them: plain JSON, and of the location of the project. */
async function normalize(
  results: Entity[],
  { metadata }: Entity,
): Promise<Entity[]> {
  const { annotations = {} } = metadata;
  const entities: Entity[] = [];
  for (const result of results) {
    const entity: Entity = JSON.parse(JSON.stringify(result ?? null));
    await checkEntity(entity);
    entities.push(
      withAnnotations(entity, {
        [ANNOTATION_LOCATION]: annotations[ANNOTATION_LOCATION],
        [ANNOTATION_ORIGIN_LOCATION]: annotations[ANNOTATION_ORIGIN_LOCATION],
      }),
    );
  }
  return entities;
}

function withUniqueId(entity: Entity, uniqueId: string): Entity {
  return withAnnotations(entity, { [ANNOTATION_DBT_UNIQUE_ID]: uniqueId });
}

/** Only one entity stands for a node. */
function withoutUniqueId(entity: Entity): Entity {
  const { [ANNOTATION_DBT_UNIQUE_ID]: _, ...annotations } =
    entity.metadata.annotations!;
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

function withAnnotations(
  entity: Entity,
  annotations: Record<string, string>,
): Entity {
  const { metadata } = entity;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, ...annotations },
    },
  };
}
