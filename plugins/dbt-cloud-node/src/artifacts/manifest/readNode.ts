import { parseRelationName, toRelation } from '../../project/relation';
import type {
  DbtNode,
  DbtOwner,
  DbtQuoting,
  DbtResourceType,
} from '../../project/types';
import type { EntryReader } from '../EntryReader';
import { withoutUndefined } from '../withoutUndefined';
import { readQuoting } from '../readMetadata';

/** How a relation is configured that has no `relation_name`. */
export interface ConfiguredRelation {
  database?: string;
  schema?: string;
  identifier: string;
  /** What the node itself says of its quoting. */
  quoting: DbtQuoting;
}

/** A node, and what its relation follows from where it has no `relation_name`. */
export interface ReadNode {
  node: DbtNode;
  configuredRelation?: ConfiguredRelation;
}

const WITH_TABLE = new Set<DbtResourceType>([
  'model',
  'snapshot',
  'seed',
  'source',
]);

/**
 * Reads what the catalog needs of an entry of a manifest, of any schema version. Undefined where
 * neither the entry nor its key tells a name and a package.
 *
 * @see https://docs.getdbt.com/reference/artifacts/manifest-json
 */
export function readNode(
  uniqueId: string,
  resourceType: DbtResourceType,
  entry: EntryReader,
): ReadNode | undefined {
  const name = entry.text('name') ?? readLeaf(uniqueId).pop();
  const packageName = entry.text('package_name') ?? uniqueId.split('.')[1];
  if (!name || !packageName) {
    return undefined;
  }
  const config = entry.within('config');
  const node: DbtNode = {
    uniqueId,
    resourceType,
    name,
    packageName,
    external: isExternal(entry),
    dependsOn: readParents(entry),
    description: entry.text('description') ?? entry.text('source_description'),
    tags: unique([...entry.texts('tags'), ...config.texts('tags')]),
    meta: {
      ...entry.record('source_meta'),
      ...config.record('meta'),
      ...entry.record('meta'),
    },
    group: entry.text('group') ?? config.text('group'),
    originalFilePath: entry.text('original_file_path')?.replace(/\\/g, '/'),
    testCount: 0,
    unitTestCount: 0,
  };
  if (WITH_TABLE.has(resourceType)) {
    return readTable(node, entry, config);
  }
  node.label = entry.text('label');
  if (resourceType === 'exposure') {
    node.owner = readOwner(entry.within('owner'));
    node.exposureType = entry.text('type');
    node.maturity = entry.text('maturity');
    node.url = entry.text('url');
  }
  return { node: withoutUndefined(node) };
}

/** Reads a group's or an exposure's owner. */
export function readOwner(owner: EntryReader): DbtOwner | undefined {
  const name = owner.text('name');
  const email = owner.texts('email').filter(Boolean);
  if (!name && email.length === 0) {
    return undefined;
  }
  return { ...(name && { name }), ...(email.length > 0 && { email }) };
}

function readTable(
  node: DbtNode,
  entry: EntryReader,
  config: EntryReader,
): ReadNode {
  if (node.resourceType === 'source') {
    node.sourceName = entry.text('source_name') ?? readLeaf(node.uniqueId)[0];
    node.freshnessCheck = readFreshnessCheck(entry, config);
  } else {
    node.materialized = config.text('materialized');
  }
  if (node.resourceType === 'model') {
    node.version = entry.textOrNumber('version');
    node.latestVersion = entry.textOrNumber('latest_version');
    node.access = entry.text('access') ?? config.text('access');
    node.deprecationDate = entry.text('deprecation_date');
    node.language = entry.text('language');
  }
  if (node.materialized === 'ephemeral') {
    return { node: withoutUndefined(node) };
  }
  const relationName = entry.text('relation_name');
  node.relation = relationName
    ? toRelation(parseRelationName(relationName))
    : undefined;
  const schema = entry.text('schema');
  return {
    node: withoutUndefined(node),
    configuredRelation:
      node.relation || !schema
        ? undefined
        : {
            database: entry.text('database'),
            schema,
            identifier:
              entry.text('alias') ?? entry.text('identifier') ?? node.name,
            quoting: {
              ...readQuoting(config.within('quoting')),
              ...readQuoting(entry.within('quoting')),
            },
          },
  };
}

/**
 * Whether a source's freshness is checked: null says that it does not apply, limits without any number
 * are those that nobody has set. dbt 1.10 and newer may write them into the config.
 *
 * @see https://docs.getdbt.com/reference/resource-properties/freshness
 */
function readFreshnessCheck(
  entry: EntryReader,
  config: EntryReader,
): DbtNode['freshnessCheck'] {
  if (hasFreshnessLimit(entry) || hasFreshnessLimit(config)) {
    return 'configured';
  }
  return entry.isNull('freshness') ? 'off' : undefined;
}

function hasFreshnessLimit(entry: EntryReader): boolean {
  const limits = entry.within('freshness');
  return ['warn_after', 'error_after'].some(
    limit => limits.within(limit).number('count') !== undefined,
  );
}

/** What a unique id says behind the type and the package. */
function readLeaf(uniqueId: string): string[] {
  return uniqueId.split('.').slice(2);
}

/**
 * Whether dbt Mesh has put in the node from the project that owns it: such a node has no file.
 *
 * @see https://docs.getdbt.com/docs/mesh/govern/project-dependencies
 */
function isExternal(entry: EntryReader): boolean {
  return entry.isEmptyText('path') && entry.isEmptyText('original_file_path');
}

function readParents(entry: EntryReader): string[] {
  const parents = entry.within('depends_on').texts('nodes');
  return unique(
    parents.filter(
      parent => !parent.startsWith('test.') && !parent.startsWith('macro.'),
    ),
  ).sort();
}

function unique(texts: string[]): string[] {
  return texts.length > 1 ? [...new Set(texts)] : texts;
}
