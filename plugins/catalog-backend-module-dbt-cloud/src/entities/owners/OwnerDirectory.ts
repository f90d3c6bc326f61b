import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

const DEFAULT_NAMESPACE = 'default';

/**
 * The Users and Groups of the catalog, found by ref, name, display name or e-mail address.
 *
 * @internal
 */
export class OwnerDirectory {
  readonly #refs: ReadonlySet<string>;
  readonly #refsByName: ReadonlyMap<string, string>;

  static fromEntities(entities: Iterable<Entity>): OwnerDirectory {
    const refs = new Set<string>();
    const refsByName = new Map<string, string>();
    // Groups before users, and the first of a kind: an owner named like both is the team.
    const owners = [...entities]
      .filter(entity => /^(group|user)$/i.test(entity.kind))
      .map(entity => ({ entity, ref: stringifyEntityRef(entity) }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
    for (const { entity, ref } of owners) {
      refs.add(ref);
      for (const name of namesOf(entity)) {
        const key = name.trim().toLowerCase();
        if (!refsByName.has(key)) {
          refsByName.set(key, ref);
        }
      }
    }
    return new OwnerDirectory(refs, refsByName);
  }

  private constructor(
    refs: ReadonlySet<string>,
    refsByName: ReadonlyMap<string, string>,
  ) {
    this.#refs = refs;
    this.#refsByName = refsByName;
  }

  /** The full ref of the User or Group that `text` names, if the catalog has one. */
  resolve(text: string): string | undefined {
    return this.#resolveRef(text) ?? this.#refsByName.get(text.toLowerCase());
  }

  #resolveRef(text: string): string | undefined {
    if (!/[:/]/.test(text)) {
      return undefined;
    }
    try {
      const ref = stringifyEntityRef(
        parseEntityRef(text, {
          defaultKind: 'group',
          defaultNamespace: DEFAULT_NAMESPACE,
        }),
      );
      return this.#refs.has(ref) ? ref : undefined;
    } catch {
      return undefined;
    }
  }
}

function namesOf(entity: Entity): string[] {
  const profile = entity.spec?.profile as
    | { displayName?: unknown; email?: unknown }
    | undefined;
  return [
    entity.metadata.namespace === undefined ||
    entity.metadata.namespace === DEFAULT_NAMESPACE
      ? entity.metadata.name
      : undefined,
    entity.metadata.title,
    profile?.displayName,
    profile?.email,
  ].filter((name): name is string => typeof name === 'string' && name !== '');
}
