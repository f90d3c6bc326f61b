import { createReadStream } from 'node:fs';
import {
  Entity,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  DbtProject,
  foldRelation,
  formatRelation,
  readManifest,
} from 'backstage-plugin-dbt-cloud-node';
import {
  corpusFolders,
  corpusPath,
  describeCorpus,
} from '../__testUtils__/corpus';
import { readEnrichmentConfig } from '../config/readEnrichmentConfig';
import { previewProjects } from '../preview';
import { contributionsOf } from './contributionsOf';
import { enrichEntity } from './enrichEntity';

const CONFIG = new ConfigReader({ enrich: { owner: 'always' } });

/** An entity for each table that the nodes of a project say they are in. */
function tablesOf({ nodes, adapterType }: DbtProject): Map<string, Entity> {
  const titles = new Set<string>();
  for (const { relation } of nodes.values()) {
    if (relation) {
      titles.add(formatRelation(foldRelation(relation, adapterType)));
    }
  }
  const tables = [...titles].map((title, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: `table-${index}`, title },
    spec: { type: 'table', owner: 'group:default/warehouse' },
  }));
  return new Map(tables.map(table => [stringifyEntityRef(table), table]));
}

describeCorpus('Tables of real projects (skipped without the corpus)', () => {
  const format = new FieldFormatEntityPolicy();
  const schema = new SchemaValidEntityPolicy();
  let enriched = 0;
  let described = 0;

  it.each(corpusFolders('manifest'))(
    '%s: the catalog takes every table with what dbt knows of it',
    async folder => {
      const { project } = await readManifest(
        createReadStream(corpusPath(`${folder}/manifest.json.gz`)),
        { name: folder },
      );
      const tables = tablesOf(project);
      const plan = await previewProjects({
        config: CONFIG,
        configPath: 'test',
        entities: [...tables.values()],
        now: new Date('2026-06-15'),
      })(project);
      const contributions = await contributionsOf(project, plan, {
        config: readEnrichmentConfig(CONFIG, 'test'),
        noOwner: 'group:default/unknown',
      });

      const attached = plan.attachments.flatMap(
        ({ entityRef = [] }) => entityRef,
      );
      expect(contributions.map(({ tableRef }) => tableRef).sort()).toEqual(
        [...new Set(attached)].sort(),
      );
      for (const { tableRef, content } of contributions) {
        const table = tables.get(tableRef)!;
        const entity = enrichEntity(table, JSON.parse(content));
        await expect(schema.enforce(entity)).resolves.toBe(entity);
        await expect(format.enforce(entity)).resolves.toBe(entity);
        expect(entity.metadata.annotations).toHaveProperty([
          'getdbt.com/unique-id',
        ]);
        enriched += 1;
        described += entity.metadata.description ? 1 : 0;
      }
    },
  );

  it('get something to read', () => {
    expect(enriched).toBeGreaterThan(1000);
    expect(described).toBeGreaterThan(enriched / 10);
  });
});
