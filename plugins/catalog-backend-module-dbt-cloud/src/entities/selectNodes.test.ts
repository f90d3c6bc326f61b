import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { readEntityConfig } from '../config/readEntityConfig';
import { Attachment } from '../warehouse/types';
import { NodeFindings } from './NodeFindings';
import { selectAttached, selectNodes } from './selectNodes';

const NODES = [
  dbtNode('source.jaffle_shop.raw.orders'),
  dbtNode('model.jaffle_shop.stg_orders', { tags: ['staging'] }),
  dbtNode('model.jaffle_shop.orders', { tags: ['nightly', 'public'] }),
  dbtNode('model.jaffle_shop.tmp', { meta: { backstage: { ignore: true } } }),
  dbtNode('model.finance.revenue', { external: true }),
  dbtNode('exposure.jaffle_shop.weekly'),
];

async function select(config: JsonObject, nodes: DbtNode[] = NODES) {
  const leftOut = new NodeFindings();
  const selected = await selectNodes(
    dbtProject(nodes),
    readEntityConfig(new ConfigReader(config), 'main'),
    leftOut,
  );
  return {
    names: selected.nodes.map(({ name }) => name),
    unusedRules: selected.unusedRules,
    leftOut: leftOut.list().map(({ code, message, uniqueIds }) => ({
      [code]: uniqueIds,
      message,
    })),
  };
}

describe('selectNodes', () => {
  it('takes all of the project but what it says to ignore, in the order of their ids', async () => {
    expect(await select({})).toEqual({
      names: ['weekly', 'orders', 'stg_orders', 'orders'],
      unusedRules: [],
      leftOut: [
        {
          ignored: ['model.jaffle_shop.tmp'],
          message: 'meta.backstage.ignore is true',
        },
      ],
    });
    expect(await select({}, [...NODES].reverse())).toEqual(await select({}));
  });

  it('says of each node which condition leaves it out', async () => {
    const { names, leftOut } = await select({
      entities: { source: false },
      filters: {
        include: [{ tag: ['staging', 'nightly'] }],
        exclude: [{ name: 'nothing' }, { tag: 'stag*' }],
      },
    });
    expect(names).toEqual(['orders']);
    expect(leftOut).toEqual([
      {
        'not-included': ['exposure.jaffle_shop.weekly'],
        message: 'no condition of filters.include is true of it',
      },
      {
        excluded: ['model.jaffle_shop.stg_orders'],
        message: 'main.filters.exclude[1] excludes it',
      },
      {
        ignored: ['model.jaffle_shop.tmp'],
        message: 'meta.backstage.ignore is true',
      },
      {
        'switched-off': ['source.jaffle_shop.raw.orders'],
        message: 'entities.source is false',
      },
    ]);
  });

  it('names the conditions that are true of no node, also of none that is left out', async () => {
    const { unusedRules } = await select({
      entities: { source: false },
      filters: {
        include: [{ resourceType: 'model' }, { package: 'finance' }],
        exclude: [
          { resourceType: 'source' },
          { name: 'tmp' },
          { schema: 'gone' },
        ],
      },
    });
    expect(unusedRules).toEqual([
      'main.filters.include[1]',
      'main.filters.exclude[2]',
    ]);
  });
});

describe('selectAttached', () => {
  it('leaves out what should have a table and has none', () => {
    const leftOut = new NodeFindings();
    const attachment: Attachment = {
      uniqueId: 'model.jaffle_shop.orders',
      relation: 'DB.S.ORDERS',
      verdict: 'attached',
      entityRef: 'resource:default/orders',
      reason: '',
    };
    const unmatched: Attachment = {
      uniqueId: 'model.jaffle_shop.stg_orders',
      relation: 'DB.S.STG_ORDERS',
      verdict: 'unmatched',
      reason: '',
    };
    const selected = selectAttached(NODES, [attachment, unmatched], leftOut);
    expect(selected.map(({ uniqueId }) => uniqueId)).toEqual([
      'model.jaffle_shop.orders',
      'exposure.jaffle_shop.weekly',
    ]);
    expect(leftOut.list()[0].uniqueIds).toContain(unmatched.uniqueId);
  });
});
