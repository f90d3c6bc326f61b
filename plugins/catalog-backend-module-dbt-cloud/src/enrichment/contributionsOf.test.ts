import { ConfigReader } from '@backstage/config';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { readEnrichmentConfig } from '../config/readEnrichmentConfig';
import { Attachment } from '../warehouse/types';
import { contributionsOf } from './contributionsOf';
import { TableContribution } from './types';

const TABLE = 'resource:default/orders';
const config = readEnrichmentConfig(new ConfigReader({}), 'main');
const options = {
  config: { ...config, owner: 'always' as const },
  noOwner: 'group:default/unknown',
};

function entity(uniqueId: string, owner = 'group:default/unknown') {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: uniqueId,
      title: 'orders',
      description: `What ${uniqueId} is`,
      annotations: {
        'backstage.io/managed-by-location': 'url:https://dbt.example.com',
        'backstage.io/source-location':
          'url:https://git.example.com/shop/tree/main/models/orders.sql',
        'getdbt.com/unique-id': uniqueId,
        'getdbt.com/path': 'models/orders.sql',
      },
    },
    spec: { type: 'dbt-model', owner },
  };
}

function attached(uniqueId: string, entityRef?: string): Attachment {
  const verdict = entityRef ? 'attached' : 'unmatched';
  return { uniqueId, relation: null, verdict, entityRef, reason: '' };
}

async function contributionsTo(
  uniqueIds: string[],
  more: Attachment[] = [],
): Promise<Array<{ tableRef: string; builds: boolean } & TableContribution>> {
  const contributions = await contributionsOf(
    dbtProject(uniqueIds.map(uniqueId => dbtNode(uniqueId))),
    {
      entities: uniqueIds.map(uniqueId => entity(uniqueId)),
      collapsed: [],
      attachments: [...uniqueIds.map(id => attached(id, TABLE)), ...more],
    },
    options,
  );
  return contributions.map(({ content, ...row }) => ({
    ...row,
    ...JSON.parse(content),
  }));
}

describe('contributionsOf', () => {
  it('names the node and links to its code, and says nothing of where it is managed', async () => {
    expect(await contributionsTo(['model.shop.orders'])).toEqual([
      {
        tableRef: TABLE,
        builds: true,
        description: { when: 'ifMissing', value: 'What model.shop.orders is' },
        links: {
          when: 'ifMissing',
          value: [
            {
              url: 'https://git.example.com/shop/tree/main/models/orders.sql',
              title: 'orders.sql',
            },
          ],
        },
        annotations: {
          when: 'ifMissing',
          value: { 'getdbt.com/unique-id': 'model.shop.orders' },
        },
      },
    ]);
  });

  it.each([
    [['model.shop.orders', 'source.shop.raw.orders'], 'model.shop.orders'],
    [['seed.shop.orders', 'source.shop.raw.orders'], 'seed.shop.orders'],
    [['source.shop.a.orders', 'snapshot.shop.orders'], 'snapshot.shop.orders'],
    [['model.shop.a', 'model.shop.b'], 'model.shop.a'],
    [['source.shop.a.orders', 'source.shop.b.orders'], 'source.shop.a.orders'],
  ])('of %j takes %s', async (uniqueIds, winner) => {
    const [contribution, ...others] = await contributionsTo(uniqueIds);
    expect(others).toEqual([]);
    expect(contribution.description?.value).toBe(`What ${winner} is`);
    expect(contribution.builds).toBe(!winner.startsWith('source.'));
  });

  it('has none of a node that has no table or no entity', async () => {
    const more = [attached('model.shop.hidden', 'resource:default/hidden')];
    expect(await contributionsTo([], more)).toEqual([]);
    expect(
      await contributionsOf(
        dbtProject([dbtNode('model.shop.orders')]),
        {
          entities: [entity('model.shop.orders')],
          collapsed: [],
          attachments: [attached('model.shop.orders')],
        },
        options,
      ),
    ).toEqual([]);
  });

  it('lets a table say what the source would for which it stands', async () => {
    const uniqueId = 'source.shop.raw.orders';
    const [contribution] = await contributionsOf(
      dbtProject([dbtNode(uniqueId)]),
      {
        entities: [],
        collapsed: [entity(uniqueId)],
        attachments: [attached(uniqueId, TABLE)],
      },
      options,
    );
    expect(contribution).toMatchObject({ tableRef: TABLE, builds: false });
  });

  it('is also that of the view of a latest version', async () => {
    const uniqueId = 'model.shop.orders.v2';
    const view = 'resource:default/orders-view';
    const contributions = await contributionsOf(
      dbtProject([dbtNode(uniqueId)]),
      {
        entities: [entity(uniqueId)],
        collapsed: [],
        attachments: [{ ...attached(uniqueId, TABLE), latestViewRef: view }],
      },
      options,
    );
    expect(contributions.map(({ tableRef }) => tableRef)).toEqual([
      TABLE,
      view,
    ]);
  });

  it('takes an owner whom dbt names, and none for want of one', async () => {
    const owned = await contributionsOf(
      dbtProject([dbtNode('model.shop.orders')]),
      {
        entities: [entity('model.shop.orders', 'group:default/finance')],
        collapsed: [],
        attachments: [attached('model.shop.orders', TABLE)],
      },
      options,
    );
    expect(JSON.parse(owned[0].content).owner).toEqual({
      when: 'always',
      value: 'group:default/finance',
    });
  });
});
