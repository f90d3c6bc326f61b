import { createReadStream } from 'node:fs';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  CatalogEntry,
  DbtProject,
  foldRelation,
  formatRelation,
  readCatalog,
  readManifest,
  warehouseRules,
} from 'backstage-plugin-dbt-cloud-node';
import {
  corpusFolders,
  corpusPath,
  describeCorpus,
} from '../__testUtils__/corpus';
import { readTableRules } from '../config/readTableRules';
import { attachNodes } from './attachNodes';
import { indexTables } from './indexTables';

jest.setTimeout(120_000);

const ANNOTATION = 'warehouse.example.com/relation';

interface Table {
  database?: string;
  schema?: string;
  name: string;
}

/** What a provider of table entities may look like, and the rule for it. */
const SHAPES: Record<
  string,
  {
    tables?: JsonObject[];
    entity: (table: Table, index: number) => Entity;
  }
> = {
  'a title, by the default rule': {
    entity: (table, i) =>
      entityOf(i, { metadata: { title: fullName(table) }, spec: {} }),
  },
  'an annotation that is taken apart': {
    tables: [
      {
        filter: { kind: 'Resource', 'spec.type': 'warehouse-*' },
        relation: `metadata.annotations.${ANNOTATION}`,
        pattern:
          'wh://((?<database>[^/]+)/)?(?<schema>[^/]+)/(?<identifier>[^/]+)',
      },
    ],
    entity: (table, i) =>
      entityOf(i, {
        metadata: {
          annotations: {
            [ANNOTATION]: `wh://${partsOf(table).join('/')}`,
          },
        },
        spec: { type: 'warehouse-table' },
      }),
  },
  'a field for each part': {
    tables: [
      {
        filter: { kind: 'Resource', 'spec.type': 'table' },
        database: 'spec.in.database',
        schema: 'spec.in.schema',
        identifier: 'spec.identifier',
      },
    ],
    entity: (table, i) =>
      entityOf(i, {
        metadata: {},
        spec: {
          in: { database: table.database ?? '', schema: table.schema ?? '' },
          identifier: table.name,
        },
      }),
  },
};

describeCorpus('real projects (skipped without the corpus)', () => {
  describe.each(corpusFolders('manifest', 'catalog'))('%s', folder => {
    let project: DbtProject;
    let tables: Map<string, Table>;
    let tableOfNode: Map<string, string>;

    beforeAll(async () => {
      ({ project } = await readManifest(open(folder, 'manifest'), {
        name: 'manifest',
      }));
      tables = new Map();
      tableOfNode = new Map();
      for await (const entry of listCatalog(folder)) {
        const { uniqueId, database, schema, name } = entry;
        const key = fullName({ database, schema, name });
        tables.set(key, { database, schema, name });
        tableOfNode.set(uniqueId, key);
      }
    });

    describe.each(Object.keys(SHAPES))('%s', shape => {
      it.each(['alone', 'beside look-alikes'])('%s', async company => {
        const lookAlikes =
          company === 'alone'
            ? []
            : [...tables.values()]
                .flatMap(table => lookAlikesOf(table, project))
                .filter(table => !tables.has(fullName(table)));
        // A look-alike that is indexed first must not win either.
        const found = await attach(project, shape, [
          ...lookAlikes,
          ...tables.values(),
        ]);
        expect(listed(found)).toEqual(listed(tableOfNode));
        const wrong = [...found].filter(
          ([uniqueId, table]) =>
            table !== undefined &&
            !tableOfNode.has(uniqueId) &&
            table !== relationOf(uniqueId),
        );
        expect(wrong).toEqual([]);
      });

      it('in another case', async () => {
        const found = await attach(
          project,
          shape,
          [...tables.values()].map(({ database, schema, name }) => ({
            database: database && swapCase(database),
            schema: schema && swapCase(schema),
            name: swapCase(name),
          })),
        );
        const { unquoted } = warehouseRules(project.adapterType);
        expect(listed(found)).toEqual(
          listed(
            new Map(
              [...tableOfNode].map(([uniqueId, table]) => [
                uniqueId,
                unquoted === 'as-written' ? undefined : swapCase(table),
              ]),
            ),
          ),
        );
      });
    });

    function relationOf(uniqueId: string): string {
      const { relation } = project.nodes.get(uniqueId)!;
      return formatRelation(foldRelation(relation!, project.adapterType));
    }

    /** For each node that the catalog lists. */
    function listed(found: ReadonlyMap<string, string | undefined>) {
      return [...tableOfNode.keys()]
        .filter(uniqueId => project.nodes.has(uniqueId))
        .map(uniqueId => ({ uniqueId, table: found.get(uniqueId) }));
    }
  });
});

/** The name of the table that each node is attached to. */
async function attach(
  project: DbtProject,
  shape: string,
  tables: Table[],
): Promise<Map<string, string | undefined>> {
  const { tables: config, entity } = SHAPES[shape];
  const rules = readTableRules(
    new ConfigReader(config ? { tables: config } : {}),
    'test',
  );
  const attachments = await attachNodes(project, [...project.nodes.values()], {
    tables: indexTables(tables.map(entity), rules),
    place: { adapterType: project.adapterType, deploymentType: 'production' },
    overrides: new Map(),
  });
  return new Map(
    attachments.map(({ uniqueId, entityRef }) => {
      const index = /^resource:default\/t(\d+)$/.exec(entityRef ?? '')?.[1];
      return [uniqueId, index && fullName(tables[Number(index)])];
    }),
  );
}

/** The same table elsewhere, and one that the warehouse tells apart by case alone. */
function lookAlikesOf(table: Table, { adapterType }: DbtProject): Table[] {
  const { database, schema, name } = table;
  const { quoted, tiers } = warehouseRules(adapterType);
  return [
    { ...table, schema: `${schema}_dev` },
    { ...table, name: `${name}_old` },
    ...(database && tiers === 3
      ? [{ ...table, database: `${database}_clone` }]
      : []),
    ...(quoted === 'as-written' ? [{ ...table, name: swapCase(name) }] : []),
  ];
}

function swapCase(text: string): string {
  const lower = text.toLowerCase();
  return text === lower ? text.toUpperCase() : lower;
}

function entityOf(
  index: number,
  { metadata, spec }: { metadata: JsonObject; spec: JsonObject },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: `t${index}`, namespace: 'default', ...metadata },
    spec: { type: 'table', ...spec },
  };
}

function partsOf({ database, schema, name }: Table): string[] {
  return [database, schema, name].filter(part => part) as string[];
}

function fullName(table: Table): string {
  return partsOf(table).join('.');
}

function listCatalog(folder: string): AsyncIterable<CatalogEntry> {
  return readCatalog(open(folder, 'catalog'), {
    name: 'catalog',
    onProblem: () => {},
  });
}

function open(folder: string, artifact: string) {
  return createReadStream(corpusPath(`${folder}/${artifact}.json.gz`));
}
