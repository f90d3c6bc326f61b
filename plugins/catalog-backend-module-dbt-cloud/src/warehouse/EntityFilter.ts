import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { compileGlobs } from '../entities/compileGlobs';
import { readEntityField } from './readEntityField';

/**
 * Values by field, or that it is there at all, as the catalog's own filters take them.
 *
 * @internal
 */
export type CatalogFilter = Record<
  string,
  string[] | typeof CATALOG_FILTER_EXISTS
>;

interface FieldCondition {
  field: string;
  /** The values that are accepted, as the config has them. */
  globs: string[];
  accepts: (value: string) => boolean;
}

const WILDCARD = /[*?]/;
/** Fields that have few values, however many entities there are. */
const FEW_VALUES = ['kind', 'spec.type'];

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

  /** The fields that it looks at. */
  get fields(): string[] {
    return this.#conditions.map(({ field }) => field);
  }

  /**
   * The nearest filter of the catalog, which knows no wildcards: they are replaced by the values that
   * exist, where these are few. It may let entities pass that do not match.
   *
   * @param listValues - the values of a field among the entities that pass a filter
   * @returns undefined where no entity can match
   */
  async toCatalogFilter(
    listValues: (field: string, among: CatalogFilter) => Promise<string[]>,
  ): Promise<CatalogFilter | undefined> {
    const filter: CatalogFilter = {};
    for (const { field, globs } of this.#conditions) {
      filter[field] = globs.some(glob => WILDCARD.test(glob))
        ? CATALOG_FILTER_EXISTS
        : globs;
    }
    for (const { field, accepts } of this.#conditions) {
      if (
        filter[field] === CATALOG_FILTER_EXISTS &&
        FEW_VALUES.includes(field)
      ) {
        const values = (await listValues(field, filter)).filter(accepts);
        if (values.length === 0) {
          return undefined;
        }
        filter[field] = values;
      }
    }
    return filter;
  }
}
