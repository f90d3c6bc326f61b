import { join } from 'node:path';
// Both benchmarks measure the same made-up project; no package is published with it.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import {
  ArtifactWriter,
  toJson,
} from '../../dbt-cloud-node/bench/ArtifactWriter';
import {
  catalogEntry,
  macros,
  model,
  modelId,
  sources,
  testsOf,
} from '../../dbt-cloud-node/bench/syntheticProject';
/* eslint-enable @backstage/no-relative-monorepo-imports */

const CHANGED_COLUMNS = 100;

/**
 * A state of the project: as it was at first, with another description of one model, and with that
 * and other descriptions of a column in each of a hundred models.
 */
export type Edition = 'original' | 'one-model' | 'columns';

interface GeneratedModel {
  name: string;
  description: string;
  columns: Record<string, { description: string }>;
}

/** Writes manifest.json and catalog.json of a project of so many models. */
export async function writeProject(
  directory: string,
  models: number,
  edition: Edition,
): Promise<void> {
  const manifest = ArtifactWriter.create(join(directory, 'manifest.json'));
  await manifest.write(`{"metadata": ${toJson(metadata('manifest/v12'))}`);
  await manifest.section('sources', attachedSources());
  await manifest.section('macros', macros());
  await manifest.section('nodes', nodes(models, edition));
  await manifest.write(', "exposures": {}, "metrics": {}, "disabled": {}}');
  await manifest.close();

  const catalog = ArtifactWriter.create(join(directory, 'catalog.json'));
  await catalog.write(`{"metadata": ${toJson(metadata('catalog/v1'))}`);
  await catalog.section('nodes', catalogEntries(models));
  await catalog.write(', "sources": {}, "errors": null}');
  await catalog.close();
}

function* nodes(
  models: number,
  edition: Edition,
): Generator<[string, unknown]> {
  for (let index = 0; index < models; index++) {
    yield [modelId(index), editModel(index, edition)];
    yield* testsOf(index);
  }
}

function* attachedSources(): Generator<[string, unknown]> {
  for (const [uniqueId, source] of sources()) {
    yield [uniqueId, { ...source, meta: tableMeta(uniqueId) }];
  }
}

/** Every node names its table: a node without one would be matched again while others are measured. */
function tableMeta(name: string): object {
  return { backstage: { entityRef: `resource:warehouse/${name}` } };
}

function* catalogEntries(models: number): Generator<[string, unknown]> {
  for (let index = 0; index < models; index++) {
    yield [modelId(index), catalogEntry(index)];
  }
}

function editModel(index: number, edition: Edition): object {
  const original = model(index) as GeneratedModel;
  const changed = {
    ...original,
    columns: { ...original.columns },
    meta: tableMeta(original.name),
  };
  if (edition !== 'original' && index === 0) {
    changed.description = 'What is new.';
  }
  if (edition === 'columns' && index < CHANGED_COLUMNS) {
    const [[name, column]] = Object.entries(original.columns);
    changed.columns[name] = { ...column, description: 'What is new.' };
  }
  return changed;
}

function metadata(schema: string): object {
  return {
    dbt_schema_version: `https://schemas.getdbt.com/dbt/${schema}.json`,
    dbt_version: '1.8.6',
    generated_at: '2026-01-01T00:00:00.000000Z',
    project_name: 'warehouse',
    adapter_type: 'postgres',
    quoting: { database: true, schema: true, identifier: true },
  };
}
