import { ConfigReader } from '@backstage/config';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, dbtProject } from '../../__fixtures__/dbtProject';
import { ownerEntity } from '../../__fixtures__/ownerEntity';
import { docsExamples } from '../../__testUtils__/docsExamples';
import { readEntityConfig } from '../../config/readEntityConfig';
import { readWarehouseConfig } from '../../config/readWarehouseConfig';
import { DEFAULT_OWNER_RULES } from '../owners/OwnerRule';
import { planProject } from '../../sync/planProject';
import { TableIndex } from '../../warehouse/TableIndex';
import { OwnerDirectory } from '../owners/OwnerDirectory';

const directory = OwnerDirectory.fromEntities([
  ownerEntity('user:default/ada'),
  ownerEntity('group:default/transformers'),
  ownerEntity('group:default/sales-analytics'),
  ownerEntity('group:default/business-intelligence'),
]);

/** The entity that a config makes of a node. */
async function entityOf(
  config: JsonObject,
  uniqueId: string,
  node: Partial<DbtNode>,
): Promise<Entity> {
  const reader = new ConfigReader(config);
  const { entities, problems } = await planProject(
    dbtProject([dbtNode(uniqueId, node)]),
    TableIndex.fromTables([]),
    {
      ...readEntityConfig(reader, 'main'),
      warehouse: readWarehouseConfig(reader, 'main'),
      origin: { lifecycle: 'staging' },
      owners: directory,
      today: '2026-06-15',
    },
  );
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return entities[1];
}

describe('the examples of docs/owners-and-rules.md', () => {
  it('have the default owner rules', () => {
    const [config] = docsExamples('owners-and-rules.md', 'Who owns what');
    const { ownerRules } = readEntityConfig(new ConfigReader(config), 'main');
    expect(ownerRules.map(({ source, strip }) => ({ source, strip }))).toEqual(
      DEFAULT_OWNER_RULES,
    );
  });

  it.each<[string, Partial<DbtNode>, string]>([
    [
      'an e-mail address without its domain',
      { meta: { contact: { owner: 'ada@example.com' } } },
      'user:default/ada',
    ],
    [
      'a part of a text',
      { meta: { team: 'team-sales-analytics' } },
      'group:default/sales-analytics',
    ],
    [
      'another name',
      { meta: { team: 'team-bi' } },
      'group:default/business-intelligence',
    ],
    [
      'the role that owns the table',
      { databaseOwner: 'TRANSFORMERS' },
      'group:default/transformers',
    ],
  ])('find the owner by %s', async (_, node, owner) => {
    const [, config] = docsExamples('owners-and-rules.md', 'Who owns what');
    const entity = await entityOf(config, 'model.jaffle_shop.orders', node);
    expect(entity.spec?.owner).toBe(owner);
  });

  it('say all in the dbt project', async () => {
    const [properties] = docsExamples('owners-and-rules.md', 'Rules');
    const [{ meta }] = properties.models as Array<{ meta: JsonObject }>;
    const entity = await entityOf({}, 'model.jaffle_shop.orders', { meta });
    expect(entity).toMatchObject({
      metadata: {
        tags: ['gold'],
        links: [
          { url: 'https://wiki.example.com/orders' },
          {
            url: 'https://bi.example.com/orders',
            title: 'Dashboard',
            icon: 'dashboard',
          },
        ],
      },
      spec: {
        owner: 'group:default/sales-analytics',
        system: 'system:default/order-management',
      },
    });
  });

  it('say all in the config', async () => {
    const [, config] = docsExamples('owners-and-rules.md', 'Rules');
    const model = await entityOf(config, 'model.jaffle_shop.orders', {
      originalFilePath: 'models/marts/finance/orders.sql',
      tags: ['tier:2'],
      meta: { jira: ['DATA-1', 'DATA-2'] },
    });
    expect(model).toMatchObject({
      metadata: {
        labels: { 'example.com/tier': 'silver' },
        links: [
          {
            url: 'https://jira.example.com/browse/DATA-1',
            title: 'Ticket DATA-1',
          },
          {
            url: 'https://jira.example.com/browse/DATA-2',
            title: 'Ticket DATA-2',
          },
        ],
      },
      spec: { system: 'system:default/finance' },
    });
    const exposure = await entityOf(config, 'exposure.jaffle_shop.weekly', {
      tags: ['external'],
    });
    expect(exposure.spec?.lifecycle).toBe('production');
  });
});
