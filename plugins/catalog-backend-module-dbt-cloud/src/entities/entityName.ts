import { createHash } from 'node:crypto';

/**
 * What a name is made of. A name is a function of these alone, never of a node's
 * neighbours: adding a node never renames another.
 *
 * @internal
 */
export interface NameParts {
  /** The dbt resource type, or `project`. */
  type: string;
  /** The name of the dbt project that emits the node. */
  project: string;
  /** The package the node is from; equal to the project for its own nodes. */
  packageName: string;
  sourceName?: string;
  /** Missing for the project itself. */
  name?: string;
  version?: string;
}

const MAX_NAME_LENGTH = 63;
const MIN_CUT_PROJECT_LENGTH = 4;
const PLAIN_SEGMENT = /^[a-z0-9_-]+$/;
const VALID_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LOOKS_HASHED = /[-.][0-9a-f]{8}$/;

/**
 * The `metadata.name` of a dbt node's entity: its unique id with the project in front of an
 * installed package (`model.jaffle_shop.orders`, `model.jaffle_shop.dbt_utils.x`) wherever that
 * is a valid name that no other node can have; otherwise what is readable of it, the leaf before
 * all else, and a hash.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
 * @internal
 */
export function entityName(parts: NameParts, namePrefix: string): string {
  return plainName(parts, namePrefix) ?? hashedName(parts, namePrefix);
}

/**
 * Whether a name that {@link entityName} gave has a hash. A plain name never looks like that.
 *
 * @internal
 */
export function isHashedName(name: string): boolean {
  return LOOKS_HASHED.test(name);
}

function plainName(parts: NameParts, namePrefix: string): string | undefined {
  const { type, project, packageName, sourceName, name, version } = parts;
  const fromPackage = packageName !== project;
  if (version !== undefined && !/^[0-9]+$/.test(version)) {
    return undefined;
  }
  // model.project.x.v2 is version 2 of the project's x, never the model v2 of the package x.
  if (fromPackage && name !== undefined && /^v[0-9]+$/.test(name)) {
    return undefined;
  }
  const segments = [
    type,
    project,
    fromPackage ? packageName : undefined,
    sourceName,
    name,
    version === undefined ? undefined : `v${version}`,
  ].filter((segment): segment is string => segment !== undefined);
  if (!segments.every(segment => PLAIN_SEGMENT.test(segment))) {
    return undefined;
  }
  const plain = namePrefix + segments.join('.');
  const taken =
    plain.length > MAX_NAME_LENGTH ||
    !VALID_NAME.test(plain) ||
    LOOKS_HASHED.test(plain);
  return taken ? undefined : plain;
}

function hashedName(parts: NameParts, namePrefix: string): string {
  const { type, project, packageName, sourceName, name, version } = parts;
  const suffix = `-${shortHash(parts)}`;
  const room = MAX_NAME_LENGTH - namePrefix.length - suffix.length;
  const leaf = readable(
    [name, version === undefined ? undefined : `v${version}`].filter(
      segment => segment !== undefined,
    ),
  );
  const owner = packageName === project ? undefined : packageName;

  const candidates = [
    readable([type, project, owner, sourceName, leaf]),
    readable([type, project, sourceName, leaf]),
    readable([type, project, leaf]),
    withCutProject(type, project, leaf, room),
    readable([type, leaf]),
  ];
  const fitting = candidates.find(
    candidate => candidate !== undefined && candidate.length <= room,
  );
  const stem = fitting ?? readable([type, leaf]).slice(0, room);
  return namePrefix + stem.replace(/[^a-z0-9]+$/, '') + suffix;
}

function withCutProject(
  type: string,
  project: string,
  leaf: string,
  room: number,
): string | undefined {
  const left = room - readable([type, leaf]).length - 1;
  return left < MIN_CUT_PROJECT_LENGTH
    ? undefined
    : readable([type, readable([project]).slice(0, left), leaf]);
}

function readable(segments: Array<string | undefined>): string {
  return segments
    .map(segment =>
      (segment ?? '')
        .normalize('NFKD')
        .replace(/\p{Mark}/gu, '')
        .toLowerCase()
        .replace(/[^a-z0-9_.-]+/g, '-')
        .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, ''),
    )
    .filter(segment => segment !== '')
    .join('.');
}

/** Of the parts and not of the unique id, which dbt Core and dbt Fusion spell differently. */
function shortHash(parts: NameParts): string {
  const { type, project, packageName, sourceName, name, version } = parts;
  const identity = [project, type, packageName, sourceName, name, version];
  return createHash('sha256')
    .update(JSON.stringify(identity.map(part => part ?? null)))
    .digest('hex')
    .slice(0, 8);
}
