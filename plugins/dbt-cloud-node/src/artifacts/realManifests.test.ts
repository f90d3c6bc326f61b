import { createReadStream, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { foldRelation } from '../project/relation';
import { warehouseRules } from '../project/warehouseRules';
import type { DbtProject } from '../project/types';
import {
  corpusFiles,
  corpusPath,
  describeWithCorpus,
  readCorpusFile,
} from './__testUtils__/corpus';
import { readCatalog } from './readCatalog';
import { readManifest } from './readManifest';

/** Edited by hand: these have a source that their own `parent_map` does not know. */
const WITHOUT_SOURCES_IN_PARENT_MAP =
  /tests\/dbt\/(?:alias|catalog|env_vars|profiles|small)\/target\//;

function read(file: string) {
  return readManifest(createReadStream(corpusPath(file)), { name: file });
}

function parentsAmong(project: DbtProject, parents: string[]): string[] {
  return [...new Set(parents)].filter(id => project.nodes.has(id)).sort();
}

describeWithCorpus('real manifests', () => {
  const manifests = corpusFiles('manifest');

  it('are all read', async () => {
    const rows = new Map<string, Record<string, number>>();
    for (const file of manifests) {
      const { project, problems } = await read(file);
      const key = `v${project.manifestVersion} ${project.adapterType}`;
      const row = rows.get(key) ?? { files: 0, nodes: 0, 'left out': 0 };
      row.files += 1;
      row.nodes += project.nodes.size;
      for (const { severity, code } of problems) {
        row['left out'] += severity === 'error' ? 1 : 0;
        row[code] = (row[code] ?? 0) + 1;
      }
      rows.set(key, row);
    }
    const table = [...rows].sort(([one], [other]) =>
      one.localeCompare(other, 'en', { numeric: true }),
    );
    process.stdout.write(
      `${table
        .map(([key, row]) => `${key}: ${JSON.stringify(row)}`)
        .join('\n')}\n`,
    );
    expect(table.map(([, row]) => row['left out'])).toEqual(table.map(() => 0));
  });

  it.each(manifests)('%s has the lineage that dbt computed', async file => {
    const { project } = await read(file);
    const { parent_map: parentMap } = JSON.parse(
      readCorpusFile(file).toString(),
    );
    const compared = [...project.nodes.values()].filter(
      ({ resourceType }) =>
        parentMap &&
        (resourceType !== 'source' ||
          !WITHOUT_SOURCES_IN_PARENT_MAP.test(file)),
    );
    expect(
      compared.map(node => [
        node.uniqueId,
        parentsAmong(project, node.dependsOn),
      ]),
    ).toEqual(
      compared.map(({ uniqueId }) => [
        uniqueId,
        parentsAmong(project, parentMap[uniqueId]),
      ]),
    );
  });

  it('name the relations that the catalogs name', async () => {
    const built: unknown[] = [];
    const inCatalogs: unknown[] = [];
    for (const file of manifests) {
      const catalog = corpusPath(`${dirname(file)}/catalog.json.gz`);
      if (existsSync(catalog)) {
        const { project } = await read(file);
        const { tiers } = warehouseRules(project.adapterType);
        for await (const entry of readCatalog(createReadStream(catalog), {
          name: catalog,
          onProblem: ({ message }) => built.push(message),
        })) {
          const relation = project.nodes.get(entry.uniqueId)?.relation;
          // A test that stores its failures has a relation, but is no node.
          if (!entry.uniqueId.startsWith('test.')) {
            built.push(relation && foldRelation(relation, project.adapterType));
            inCatalogs.push({
              ...(tiers === 3 && { database: entry.database }),
              schema: entry.schema,
              identifier: entry.name,
            });
          }
        }
      }
    }
    expect(built).toEqual(inCatalogs);
    expect(built.length).toBeGreaterThan(0);
    process.stdout.write(`${built.length} relations compared with catalogs\n`);
  });
});
