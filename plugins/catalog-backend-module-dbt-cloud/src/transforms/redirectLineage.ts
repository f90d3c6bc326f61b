import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * The entities that are left of some, with lineage among them as it was: it follows what got another
 * ref, and passes through what is gone.
 *
 * @param before - the entities with their lineage as dbt knows it
 * @param changes - what became of each, by its ref before
 * @internal
 */
export function redirectLineage(
  before: Entity[],
  changes: ReadonlyMap<string, Entity | undefined>,
): Entity[] {
  const parents = new Map<string, string[]>();
  const moved = new Map<string, string | undefined>();
  for (const entity of before) {
    const ref = stringifyEntityRef(entity);
    const change = changes.get(ref);
    const newRef = change && stringifyEntityRef(change);
    parents.set(ref, dependenciesOf(entity) ?? []);
    if (newRef !== ref) {
      moved.set(ref, newRef);
    }
  }
  const left = [...changes.values()].filter(entity => entity !== undefined);
  if (moved.size === 0) {
    return left;
  }

  const redirect = (ref: string, seen: Set<string>): string[] => {
    if (!moved.has(ref)) {
      return [ref];
    }
    const newRef = moved.get(ref);
    if (newRef !== undefined || seen.has(ref)) {
      return newRef === undefined ? [] : [newRef];
    }
    seen.add(ref);
    return parents
      .get(ref)!
      .filter(parent => parents.has(parent))
      .flatMap(parent => redirect(parent, seen));
  };
  return left.map(entity => {
    const dependsOn = dependenciesOf(entity);
    if (!dependsOn?.some(ref => moved.has(ref))) {
      return entity;
    }
    const redirected = dependsOn.flatMap(ref => redirect(ref, new Set()));
    return {
      ...entity,
      spec: { ...entity.spec, dependsOn: [...new Set(redirected)].sort() },
    };
  });
}

function dependenciesOf({ spec }: Entity): string[] | undefined {
  return Array.isArray(spec?.dependsOn)
    ? (spec.dependsOn as string[])
    : undefined;
}
