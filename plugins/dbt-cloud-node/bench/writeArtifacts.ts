import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
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

class ArtifactWriter {
  written = 0;
  readonly #stream: WriteStream;

  static create(file: string): ArtifactWriter {
    return new ArtifactWriter(createWriteStream(file));
  }

  private constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.written += bytes.length;
    if (!this.#stream.write(bytes)) {
      await once(this.#stream, 'drain');
    }
  }

  async section(
    name: string,
    entries: Iterable<[string, unknown]>,
  ): Promise<void> {
    await this.write(`, ${JSON.stringify(name)}: {`);
    let separator = '';
    for (const [key, value] of entries) {
      await this.write(`${separator}${JSON.stringify(key)}: ${toJson(value)}`);
      separator = ', ';
    }
    await this.write('}');
  }

  async close(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'finish');
  }
}

/** JSON as Python's `json.dumps`, and so dbt, writes it: with spaces, and in ASCII alone. */
function toJson(value: unknown): string {
  return spaced(value).replace(
    /[\u0080-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(spaced).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value);
}
