import type {
  CatalogColumn,
  CatalogEntry,
  CatalogStatistic,
} from '../project/catalogEntry';
import { EntryReader, isJsonObject } from './EntryReader';
import { withoutUndefined } from './withoutUndefined';

/** Reads a relation of a catalog; a text says why it cannot be read. */
export function readCatalogEntry(
  key: string,
  value: unknown,
): CatalogEntry | string {
  if (!isJsonObject(value)) {
    return 'it is no object';
  }
  const entry = EntryReader.create(value);
  const metadata = entry.within('metadata');
  const uniqueId = key || entry.text('unique_id');
  const name = metadata.text('name');
  if (!uniqueId) {
    return 'it has no unique_id';
  }
  if (!name) {
    return 'its metadata has no name';
  }
  return withoutUndefined({
    uniqueId,
    type: metadata.text('type'),
    database: metadata.text('database'),
    schema: metadata.text('schema'),
    name,
    comment: metadata.text('comment'),
    owner: metadata.text('owner'),
    columns: readColumns(entry),
    stats: readStatistics(entry),
  });
}

function readColumns(entry: EntryReader): CatalogColumn[] {
  return Object.entries(entry.record('columns'))
    .flatMap(([key, value]) => {
      if (!isJsonObject(value)) {
        return [];
      }
      const column = EntryReader.create(value);
      return {
        index: column.number('index') ?? 0,
        column: withoutUndefined({
          name: column.text('name') ?? key,
          type: column.text('type'),
          comment: column.text('comment'),
        }),
      };
    })
    .sort((one, other) => one.index - other.index)
    .map(({ column }) => column);
}

function readStatistics(entry: EntryReader): CatalogStatistic[] {
  return Object.entries(entry.record('stats')).flatMap(([key, value]) => {
    if (!isJsonObject(value) || value.include === false) {
      return [];
    }
    const statistic = EntryReader.create(value);
    const figure = value.value;
    if (
      typeof figure !== 'string' &&
      typeof figure !== 'number' &&
      typeof figure !== 'boolean'
    ) {
      return [];
    }
    return withoutUndefined({
      id: statistic.text('id') ?? key,
      label: statistic.text('label'),
      value: figure,
      description: statistic.text('description'),
    });
  });
}
