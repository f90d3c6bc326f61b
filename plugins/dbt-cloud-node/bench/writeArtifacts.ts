import { ArtifactWriter, toJson } from './ArtifactWriter';
import {
  catalogEntry,
  macros,
  model,
  modelId,
  sources,
  testsOf,
} from './syntheticProject';

const SHARE_OF_NODES = 0.94;

/** Writes a manifest of about so many bytes, and says how many models it has. */
export async function writeManifest(
  file: string,
  bytes: number,
): Promise<number> {
  const writer = ArtifactWriter.create(file);
  await writer.write(`{"metadata": ${toJson(metadata('manifest/v12'))}`);
  await writer.section('sources', sources());
  await writer.section('macros', macros());
  let models = 0;
  await writer.section(
    'nodes',
    (function* nodes() {
      while (writer.written < bytes * SHARE_OF_NODES) {
        yield [modelId(models), model(models)];
        yield* testsOf(models);
        models++;
      }
    })(),
  );
  for (const map of ['parent_map', 'child_map']) {
    await writer.section(map, lineage(models));
  }
  await writer.write(', "exposures": {}, "metrics": {}, "disabled": {}}');
  await writer.close();
  return models;
}

/** Writes a catalog of so many models. */
export async function writeCatalog(
  file: string,
  models: number,
): Promise<void> {
  const writer = ArtifactWriter.create(file);
  await writer.write(`{"metadata": ${toJson(metadata('catalog/v1'))}`);
  await writer.section(
    'nodes',
    (function* nodes() {
      for (let index = 0; index < models; index++) {
        yield [modelId(index), catalogEntry(index)];
      }
    })(),
  );
  await writer.write(', "sources": {}, "errors": null}');
  await writer.close();
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

function* lineage(models: number): Generator<[string, unknown]> {
  for (let index = 0; index < models; index++) {
    yield [modelId(index), index > 0 ? [modelId(index - 1)] : []];
  }
}
