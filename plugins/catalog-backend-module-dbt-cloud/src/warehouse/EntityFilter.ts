import { Entity } from '@backstage/catalog-model';
import { compileGlobs } from '../entities/compileGlobs';
import { readEntityField } from './readEntityField';

/**
 * Values by field, as the catalog's own filters take them.
 *
 * @internal
 */
export type ExactFilter = Record<string, string[]>;

interface FieldCondition {
  field: string;
  /** The values that are accepted, as the config has them. */
  globs: string[];
  accepts: (value: string) => boolean;
}

const WILDCARD = /[*?]/;

/**
 * Which entities are meant: each field must have one of its values, in which `*` and `?` are
 * wildcards. Case does not count, as in the catalog's filters.
 *
 * @internal
 */
export class EntityFilter {
  readonly #conditions: FieldCondition[];

  static fromFields(fields: Record<string, string[]>): EntityFilter {
    return new EntityFilter(
      Object.entries(fields).map(([field, globs]) => ({
        field,
        globs,
        accepts: compileGlobs(globs),
      })),
    );
  }

  private constructor(conditions: FieldCondition[]) {
    this.#conditions = conditions;
  }

  matches(entity: Entity): boolean {
    return this.#conditions.every(({ field, accepts }) =>
      readEntityField(entity, field).some(accepts),
    );
  }

  /**
   * The same as a filter of the catalog, which knows no wildcards: they are replaced by the values
   * that exist.
   *
   * @param listValues - the values of a field among the entities that pass a filter
   * @returns undefined where no entity can pass
   */
  async toExactFilter(
    listValues: (field: string, among: ExactFilter) => Promise<string[]>,
  ): Promise<ExactFilter | undefined> {
    const filter: ExactFilter = {};
    const open: FieldCondition[] = [];
    for (const condition of this.#conditions) {
      if (condition.globs.some(glob => WILDCARD.test(glob))) {
        open.push(condition);
      } else {
        filter[condition.field] = condition.globs;
      }
    }
    for (const { field, accepts } of open) {
      const values = (await listValues(field, filter)).filter(accepts);
      if (values.length === 0) {
        return undefined;
      }
      filter[field] = values;
    }
    return filter;
  }
}
