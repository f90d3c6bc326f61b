import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseChunked } from '@discoveryjs/json-ext';
import { JSONParser } from '@streamparser/json';
import type { JsonPart } from '../src/artifacts/json/JsonPlan';
import { ManifestBuilder } from '../src/artifacts/manifest/ManifestBuilder';
import { NODE_SECTIONS } from '../src/artifacts/manifest/manifestPlan';
import { readCatalog } from '../src/artifacts/readCatalog';
import { readCatalogEntry } from '../src/artifacts/readCatalogEntry';
import { readFileInChunks } from '../src/artifacts/readFileInChunks';
import { readManifest } from '../src/artifacts/readManifest';
import type { DbtProject } from '../src/project/types';

const MANIFEST_SECTIONS = [
  'metadata',
  ...NODE_SECTIONS,
  'unit_tests',
  'groups',
];
const CATALOG_SECTIONS = ['nodes', 'sources'];

type Json = Record<string, unknown>;

/**
 * One way to read artifacts: a manifest into a project, and a catalog entry by entry, of which the
 * number is returned. All build the same from what they have read.
 */
export interface Contender {
  manifest(file: string): Promise<DbtProject>;
  catalog(file: string): Promise<number>;
}

/** The ways that are compared, by name. */
export const CONTENDERS: Record<string, Contender> = {
  'dbt-cloud-node': {
    async manifest(file) {
      const { project } = await readManifest(readFileInChunks(file), {
        name: file,
      });
      return project;
    },
    async catalog(file) {
      let count = 0;
      for await (const _ of readCatalog(readFileInChunks(file), {
        name: file,
      })) {
        count++;
      }
      return count;
    },
  },
  'JSON.parse': {
    manifest: async file => toProject(await parseFile(file)),
    catalog: async file => countEntries(await parseFile(file)),
  },
  '@discoveryjs/json-ext': {
    manifest: async file => toProject(await parseChunked(openFile(file))),
    catalog: async file => countEntries(await parseChunked(openFile(file))),
  },
  '@streamparser/json': {
    async manifest(file) {
      const builder = ManifestBuilder.create(file);
      await streamParts(file, MANIFEST_SECTIONS, part => builder.add(part));
      return (await builder.finish()).project;
    },
    async catalog(file) {
      let count = 0;
      await streamParts(file, CATALOG_SECTIONS, part => {
        if (part.kind === 'entry') {
          readCatalogEntry(part.key, part.value);
          count++;
        }
      });
      return count;
    },
  },
};

/** Larger chunks than usual, so that it is the readers that are measured, and not the disk. */
function openFile(file: string) {
  return createReadStream(file, { highWaterMark: 1024 * 1024 });
}

async function parseFile(file: string): Promise<Json> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function toProject(manifest: Json): Promise<DbtProject> {
  const builder = ManifestBuilder.create('manifest.json');
  for (const section of MANIFEST_SECTIONS) {
    for (const part of toParts(section, manifest[section])) {
      builder.add(part);
    }
  }
  return (await builder.finish()).project;
}

function countEntries(catalog: Json): number {
  let count = 0;
  for (const section of CATALOG_SECTIONS) {
    for (const part of toParts(section, catalog[section])) {
      if (part.kind === 'entry') {
        readCatalogEntry(part.key, part.value);
        count++;
      }
    }
  }
  return count;
}

function* toParts(section: string, value: unknown): Generator<JsonPart> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  yield { kind: 'start', section };
  if (section === 'metadata') {
    yield { kind: 'value', section, value };
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    yield { kind: 'entry', section, key, value: entry };
  }
}

async function streamParts(
  file: string,
  sections: string[],
  onPart: (part: JsonPart) => void,
): Promise<void> {
  const started = new Set<string>();
  const parser = new JSONParser({
    paths: sections.map(section =>
      section === 'metadata' ? '$.metadata' : `$.${section}.*`,
    ),
    keepStack: false,
  });
  parser.onValue = ({ value, key, stack }) => {
    if (stack.length === 1) {
      onPart({ kind: 'value', section: String(key), value });
      return;
    }
    const section = String(stack[1].key);
    if (!started.has(section)) {
      started.add(section);
      onPart({ kind: 'start', section });
    }
    onPart({ kind: 'entry', section, key: String(key), value });
  };
  for await (const chunk of openFile(file)) {
    parser.write(chunk);
  }
}
