import {
  Entity,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem } from 'backstage-plugin-dbt-cloud-node';
import { inSlices } from '../inSlices';

/**
 * The entities that the catalog will take, each under a ref of its own. One that it would refuse
 * is left out and reported, so that it never takes the batch with it.
 *
 * @internal
 */
export async function validateEntities(
  entities: Entity[],
): Promise<{ entities: Entity[]; problems: DbtProblem[] }> {
  const format = new FieldFormatEntityPolicy();
  const schema = new SchemaValidEntityPolicy();
  const valid = new Map<string, Entity>();
  const problems: DbtProblem[] = [];

  for await (const entity of inSlices(entities)) {
    const uniqueId = entity.metadata.annotations?.[ANNOTATION_DBT_UNIQUE_ID];
    const ref = stringifyEntityRef(entity);
    const other = valid.get(ref);
    if (other) {
      problems.push({
        severity: 'error',
        code: 'entity-name-taken',
        message: `${nameOf(entity)} is left out: ${ref} is already ${nameOf(
          other,
        )}.`,
        uniqueId,
      });
      continue;
    }
    try {
      await schema.enforce(entity);
      await format.enforce(entity);
      valid.set(ref, entity);
    } catch (error) {
      problems.push({
        severity: 'error',
        code: 'entity-invalid',
        message: `${nameOf(
          entity,
        )} is left out: the catalog would refuse its entity: ${stringifyError(
          error,
        )}`,
        uniqueId,
      });
    }
  }
  return { entities: [...valid.values()], problems };
}

/** What a transformer has added stands for no node. */
function nameOf({ metadata }: Entity): string {
  return metadata.annotations?.[ANNOTATION_DBT_UNIQUE_ID] ?? 'an added entity';
}
