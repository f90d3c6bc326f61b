import type { EntryReader } from '../EntryReader';

const QUOTED = /['"]([^'"]+)['"]/g;

/**
 * The unique ids of what a data test tests: what the manifest says (dbt 1.5 and newer), else the
 * one of the test's parents that its file or its arguments name, else all parents.
 */
export function readTestedNodes(entry: EntryReader): string[] {
  const attached = entry.text('attached_node');
  if (attached) {
    return [attached];
  }
  const parents = entry.within('depends_on').texts('nodes');
  if (parents.length < 2) {
    return parents;
  }
  const named =
    findByFileKey(parents, entry.text('file_key_name')) ??
    findByArgument(parents, entry);
  return named ? [named] : [...new Set(parents)];
}

/** The unique ids of the model that a unit test tests. */
export function readUnitTestedNodes(entry: EntryReader): string[] {
  const tested = entry.text('tested_node_unique_id');
  if (tested) {
    return [tested];
  }
  const parents = entry.within('depends_on').texts('nodes');
  if (parents.length > 0) {
    return parents.slice(0, 1);
  }
  const model = entry.text('model');
  const packageName = entry.text('package_name');
  return model && packageName ? [`model.${packageName}.${model}`] : [];
}

/** `models.orders` is the model `orders`; `sources.raw` is one of the tables of the source `raw`. */
function findByFileKey(
  parents: string[],
  fileKey: string | undefined,
): string | undefined {
  const [section, ...rest] = fileKey?.split('.') ?? [];
  const name = rest.join('.');
  const matching = parents.filter(parent => {
    const [type, , ...leaf] = parent.split('.');
    return (
      `${type}s` === section && (leaf.join('.') === name || leaf[0] === name)
    );
  });
  return matching.length === 1 ? matching[0] : undefined;
}

/** A generic test is handed its model as `{{ get_where_subquery(ref('orders')) }}`. */
function findByArgument(
  parents: string[],
  entry: EntryReader,
): string | undefined {
  const argument = entry.within('test_metadata').within('kwargs').text('model');
  const names = [...(argument ?? '').matchAll(QUOTED)].map(match => match[1]);
  if (names.length === 0) {
    return undefined;
  }
  // ref(name), ref(package, name) and source(source, table) alike.
  const matching = parents.filter(parent => {
    const [, ...packageAndLeaf] = parent.split('.');
    return names.every(name => packageAndLeaf.includes(name));
  });
  return matching.length === 1 ? matching[0] : undefined;
}
