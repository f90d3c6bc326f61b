import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { docsExamples } from '../__testUtils__/docsExamples';
import { readWarehouseConfig } from '../config/readWarehouseConfig';
import { attachNodes } from './attachNodes';
import { indexTables } from './indexTables';

const [tables, overrides, project] = docsExamples(
  'tables.md',
  'Which table is it?',
);
const EU = { id: 12, name: 'EU production' };

function entity(
  kind: string,
  metadata: Partial<Entity['metadata']>,
  spec: Entity['spec'] = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'a', ...metadata },
    spec,
  };
}

const ENTITIES = [
  entity(
    'Resource',
    { name: 'titled', title: 'DB.S.TITLED' },
    { type: 'snowflake-table' },
  ),
  entity(
    'Resource',
    {
      name: 'annotated',
      annotations: { 'example.com/table': 'snowflake://acme-eu/DB/S/EU' },
    },
    { system: 'Warehouse-EU' },
  ),
  entity('Resource', {
    name: 'lake_orders',
    labels: { 'example.com/store': 'lake', 'example.com/schema': 'Sales' },
  }),
];

/** The entity that a node is attached to by the examples, or the verdict. */
async function attach(
  node: DbtNode,
  adapterType: string,
  environment = { id: 1, name: 'Production' },
): Promise<string> {
  const { rules, overrides: named } = readWarehouseConfig(
    new ConfigReader({ ...tables, ...overrides }),
    'main',
  );
  const [{ entityRef, verdict }] = await attachNodes(
    dbtProject([node], { adapterType }),
    [node],
    {
      tables: indexTables(ENTITIES, rules),
      place: { adapterType, deploymentType: 'production', environment },
      overrides: named,
    },
  );
  return entityRef ?? verdict;
}

function model(name: string): DbtNode {
  return dbtNode('model.shop.a', { relation: relation(name) });
}

describe('the examples of docs/tables.md', () => {
  it('find tables by title, annotation, parts and template', async () => {
    expect(await attach(model('db.s.titled'), 'snowflake')).toBe(
      'resource:default/titled',
    );
    expect(await attach(model('db.s.eu'), 'snowflake', EU)).toBe(
      'resource:default/annotated',
    );
    expect(await attach(model('db.s.eu'), 'snowflake')).toBe('unmatched');
    expect(await attach(model('any.sales.lake_orders'), 'databricks')).toBe(
      'resource:default/lake_orders',
    );
    expect(await attach(model('any.sales.lake_orders'), 'snowflake')).toBe(
      'unmatched',
    );
    expect(await attach(model('p.d.Orders'), 'bigquery')).toBe(
      'resource:bigquery/p.d.orders',
    );
  });

  it('name tables', async () => {
    expect(await attach(dbtNode('source.shop.crm.accounts'), 'snowflake')).toBe(
      'resource:salesforce/account',
    );
    const [{ meta }] = project.models as Array<Pick<DbtNode, 'meta'>>;
    expect(
      await attach(dbtNode('model.shop.orders', { meta }), 'snowflake'),
    ).toBe('resource:default/orders-table');
  });
});
