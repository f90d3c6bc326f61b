import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * Who a text names: one User or Group, several that it does not tell apart, or nobody.
 *
 * @internal
 */
export type OwnerLookup =
  | { result: 'one'; entityRef: string }
  | { result: 'several'; entityRefs: string[] }
  | { result: 'none' };

/** What an owner can be called by, from what is surest to what is least so. */
const NAMES = ['ref', 'name', 'email', 'title', 'foreignName'] as const;
type Name = (typeof NAMES)[number];

/**
 * The Users and Groups of the catalog, found by ref, name, e-mail address or display name. Case is not
 * regarded. Groups come before Users: an owner that is called like both is the team.
 *
 * @internal
 */
export class OwnerDirectory {
  readonly #refs: ReadonlyMap<Name, ReadonlyMap<string, readonly string[]>>;

  static fromEntities(entities: Iterable<Entity>): OwnerDirectory {
    const refs = new Map(
      NAMES.map(name => [name, new Map<string, string[]>()]),
    );
    for (const entity of entities) {
      if (!/^(group|user)$/i.test(entity.kind)) {
        continue;
      }
      const ref = stringifyEntityRef(entity);
      for (const [name, text] of namesOf(entity, ref)) {
        const key = keyOf(text);
        const named = refs.get(name)!;
        const others = named.get(key) ?? [];
        if (key !== '' && !others.includes(ref)) {
          named.set(key, [...others, ref]);
        }
      }
    }
    return new OwnerDirectory(refs);
  }

  private constructor(
    refs: ReadonlyMap<Name, ReadonlyMap<string, readonly string[]>>,
  ) {
    this.#refs = refs;
  }

  /** The User or Group that a text names. */
  find(text: string): OwnerLookup {
    const key = keyOf(text);
    for (const name of NAMES) {
      const refs = this.#refs
        .get(name)!
        .get(name === 'ref' ? fullRef(key) : key);
      if (refs) {
        return choose(refs);
      }
    }
    return { result: 'none' };
  }
}

function choose(refs: readonly string[]): OwnerLookup {
  const groups = refs.filter(ref => ref.startsWith('group:'));
  const entityRefs = (groups.length > 0 ? groups : [...refs]).sort();
  return entityRefs.length === 1
    ? { result: 'one', entityRef: entityRefs[0] }
    : { result: 'several', entityRefs };
}

function namesOf(
  { metadata, spec }: Entity,
  ref: string,
): Array<[Name, unknown]> {
  const profile = spec?.profile as
    | { displayName?: unknown; email?: unknown }
    | undefined;
  const isAtHome =
    (metadata.namespace ?? DEFAULT_NAMESPACE) === DEFAULT_NAMESPACE;
  return [
    ['ref', ref],
    [isAtHome ? 'name' : 'foreignName', metadata.name],
    ['email', profile?.email],
    ['title', metadata.title],
    ['title', profile?.displayName],
  ];
}

function keyOf(text: unknown): string {
  return typeof text === 'string' ? text.trim().toLowerCase() : '';
}

/** Only what has the form of a ref is one: a plain name may be that of a User. */
function fullRef(text: string): string {
  if (!/[:/]/.test(text)) {
    return '';
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'group',
        defaultNamespace: DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    return '';
  }
}
