import { createReadStream } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtProject, readManifest } from 'backstage-plugin-dbt-cloud-node';
import {
  corpusFolders,
  corpusPath,
  describeCorpus,
} from '../__testUtils__/corpus';
import { startCatalog, TestCatalog } from '../__testUtils__/startCatalog';
import { TestEntity } from '../__testUtils__/TestProvider';
import { createPlanner } from '../preview/createPlanner';
import { ProjectOrigin } from './origin';

const KINDS = ['Resource', 'Component'];
const MAX_NAME = 63;
const HASH = '-01234567';
const MAX_BYTES = 4096;
/** So many looks at a catalog that does nothing. */
const GIVE_UP_AFTER = 15;

jest.setTimeout(20 * 60_000);

const ORIGIN: ProjectOrigin = {
  dbtCloud: {
    accessUrl: 'https://ab123.us1.dbt.com',
    accountId: 12345,
    projectId: 67890,
    environmentId: 13579,
    environmentName: 'Production',
  },
  lifecycle: 'production',
  repository: {
    url: 'https://github.com/acme/shop',
    branch: 'main',
    subdirectory: 'dbt',
  },
};

function plan(project: DbtProject, config: JsonObject = {}) {
  const planner = createPlanner({
    config: new ConfigReader(config),
    configPath: 'test',
    entities: [],
    now: new Date('2026-06-15'),
  });
  return planner(project, ORIGIN);
}

/** The bytes that the catalog keeps of an entity, description and refs not counted. */
function sizeOf({ metadata, spec = {}, ...rest }: Entity): number {
  const { description: _description, ...metadataRest } = metadata;
  const { dependsOn: _dependsOn, dependencyOf: _builds, ...specRest } = spec;
  return Buffer.byteLength(JSON.stringify([rest, metadataRest, specRest]));
}

/** Whether a name can hold the whole leaf of a node, with nothing else but its type. */
function fits(resourceType: string, leaf: string): boolean {
  return `${resourceType}.${leaf}${HASH}`.length <= MAX_NAME;
}

/** The first project of each adapter and schema version; `npm run test:corpus` takes them all. */
function selectProjects(projects: Iterable<DbtProject>): DbtProject[] {
  if (process.env.DBT_CLOUD_WHOLE_CORPUS) {
    return [...projects];
  }
  const selected = new Map<string, DbtProject>();
  for (const project of projects) {
    const key = `${project.manifestVersion} ${project.adapterType}`;
    if (!selected.has(key)) {
      selected.set(key, project);
    }
  }
  return [...selected.values()];
}

/** Until there is no more to do, or nothing more happens: what cannot be stitched stays as it is. */
async function waitUntilProcessed({ knex }: TestCatalog): Promise<void> {
  const unprocessed = () =>
    knex('refresh_state')
      .leftJoin(
        'final_entities',
        'refresh_state.entity_id',
        'final_entities.entity_id',
      )
      .whereIn('errors', ['', '[]'])
      .andWhere(row =>
        row.whereNull('final_entity').orWhereNull('processed_entity'),
      )
      .count({ n: '*' });
  let left = Infinity;
  for (let waits = 0; left > 0 && waits < GIVE_UP_AFTER; waits++) {
    await setTimeout(2000);
    const [{ n }] = await unprocessed();
    waits = Number(n) < left ? 0 : waits;
    left = Number(n);
  }
}

describeCorpus('Real projects (skipped without the corpus)', () => {
  const folders = corpusFolders('manifest');
  const projects = new Map<string, DbtProject>();
  let names = 0;
  let cutNames = 0;

  beforeAll(async () => {
    for (const folder of folders) {
      const file = corpusPath(`${folder}/manifest.json.gz`);
      const { project } = await readManifest(createReadStream(file), {
        name: folder,
      });
      projects.set(folder, project);
    }
  });

  it.each(folders)('%s: every node becomes a small entity', async folder => {
    const project = projects.get(folder)!;
    const own = [...project.nodes.values()].filter(node => !node.external);
    const { entities, problems, report } = await plan(project);

    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.leftOut).toEqual([]);
    const refs = entities.map(entity => stringifyEntityRef(entity));
    expect(new Set(refs).size).toBe(own.length + 1);
    expect(Math.max(...entities.map(sizeOf))).toBeLessThan(MAX_BYTES);

    for (const { metadata } of entities) {
      const uniqueId = metadata.annotations!['getdbt.com/unique-id'];
      const { name = '', resourceType = '' } =
        project.nodes.get(uniqueId) ?? {};
      const isCut = !fits(resourceType, name);
      names += 1;
      cutNames += isCut ? 1 : 0;
      expect(metadata.name).toContain(
        name.toLowerCase().slice(0, isCut ? 40 : undefined),
      );
    }
  });

  it.each(folders)(
    '%s: gives the same each time, in whatever order',
    async folder => {
      const project = projects.get(folder)!;
      const first = JSON.stringify(await plan(project));
      expect(JSON.stringify(await plan(project))).toBe(first);
      const reversed = {
        ...project,
        nodes: new Map([...project.nodes].reverse()),
        groups: new Map([...project.groups].reverse()),
      };
      expect(JSON.stringify(await plan(reversed))).toBe(first);
    },
  );

  it('has few names that do not hold the whole leaf', () => {
    process.stdout.write(`${cutNames} of ${names} leaves are cut\n`);
    expect(cutNames / names).toBeLessThan(0.1);
  });

  describe('in a real catalog', () => {
    let catalog: TestCatalog;

    beforeAll(async () => {
      catalog = await startCatalog({ dbtCloud: {}, entities: [] });
    });

    afterAll(() => catalog.stop());

    it('are processed without an error', async () => {
      const entities: Entity[] = [];
      const selected = selectProjects(projects.values());
      for (const [index, project] of selected.entries()) {
        const planned = await plan(project, {
          namespace: `project-${index}`,
          entities: { model: { kind: KINDS[index % 2] } },
        });
        entities.push(...planned.entities);
      }
      await catalog.provide(entities as TestEntity[]);
      await waitUntilProcessed(catalog);
      process.stdout.write(`${entities.length} entities processed\n`);

      const failed = await catalog
        .knex('refresh_state')
        .whereNot('errors', '[]')
        .select('entity_ref', 'errors');
      expect(failed).toEqual([]);
      const final = await catalog
        .knex('final_entities')
        .whereNotNull('final_entity')
        .pluck('entity_ref');
      const refs = entities.map(entity => stringifyEntityRef(entity));
      expect(refs.filter(ref => !final.includes(ref))).toEqual([]);
    });
  });
});
