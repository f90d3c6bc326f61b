import type {
  DbtColumn,
  DbtNodeDetails,
  DbtTestDetails,
} from '../../project/details';
import { EntryReader, isJsonObject } from '../EntryReader';
import { withoutUndefined } from '../withoutUndefined';
import { readTestedNodes, readUnitTestedNodes } from './readTest';

/** Reads what a manifest knows of a node beyond what the project keeps. */
export function readNodeDetails(
  uniqueId: string,
  entry: EntryReader,
): DbtNodeDetails {
  const rawCode = entry.text('raw_code') ?? entry.text('raw_sql');
  const compiledCode =
    entry.text('compiled_code') ?? entry.text('compiled_sql');
  return {
    kind: 'node',
    uniqueId,
    columns: Object.entries(entry.record('columns')).flatMap(([name, column]) =>
      isJsonObject(column)
        ? [readColumn(name, EntryReader.create(column))]
        : [],
    ),
    ...(rawCode && { rawCode }),
    ...(compiledCode && { compiledCode }),
    constraints: readConstraints(entry),
    contractEnforced: entry.within('contract').boolean('enforced') ?? false,
  };
}

/** Reads a data test. */
export function readTestDetails(
  uniqueId: string,
  entry: EntryReader,
): DbtTestDetails {
  const metadata = entry.within('test_metadata');
  const testName = metadata.text('name');
  const namespace = metadata.text('namespace');
  return withoutUndefined({
    kind: 'test',
    uniqueId,
    name: entry.text('name') ?? uniqueId,
    testKind: testName ? 'generic' : 'singular',
    testName: namespace ? `${namespace}.${testName}` : testName,
    testedNodes: readTestedNodes(entry),
    columnName: entry.text('column_name'),
    severity: entry.within('config').text('severity')?.toLowerCase(),
    description: entry.text('description'),
  });
}

/** Reads a unit test. */
export function readUnitTestDetails(
  uniqueId: string,
  entry: EntryReader,
): DbtTestDetails {
  return withoutUndefined({
    kind: 'test',
    uniqueId,
    name: entry.text('name') ?? uniqueId,
    testKind: 'unit',
    testedNodes: readUnitTestedNodes(entry),
    description: entry.text('description'),
  });
}

function readColumn(key: string, column: EntryReader): DbtColumn {
  const dataType = column.text('data_type');
  const description = column.text('description');
  const config = column.within('config');
  return {
    name: column.text('name') ?? key,
    ...(dataType && { dataType }),
    ...(description && { description }),
    tags: [...new Set([...column.texts('tags'), ...config.texts('tags')])],
    meta: { ...config.record('meta'), ...column.record('meta') },
    constraints: readConstraints(column),
  };
}

function readConstraints(entry: EntryReader): string[] {
  return entry
    .list('constraints')
    .flatMap(constraint =>
      isJsonObject(constraint) && typeof constraint.type === 'string'
        ? [constraint.type]
        : [],
    );
}
