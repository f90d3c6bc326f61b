import { DbtHealthVerdict } from 'backstage-plugin-dbt-cloud-common';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { assessProject, NodeHealth } from './assessProject';
import { HealthFacts } from './HealthFacts';

const now = new Date('2026-03-31T18:00:00Z');
const at = '2026-03-30T06:00:00.000Z';

const ORDERS = 'model.jaffle_shop.orders';
const CUSTOMERS = 'model.jaffle_shop.customers';
const REPORT = 'exposure.jaffle_shop.report';

function outcomes(statuses: Record<string, string>) {
  return new Map(
    Object.entries(statuses).map(([id, status]) => [id, { status, at }]),
  );
}

async function assess(
  nodes: DbtNode[],
  facts: Partial<HealthFacts> = {},
): Promise<Map<string, NodeHealth['health']>> {
  const healths = new Map<string, NodeHealth['health']>();
  const assessed = assessProject(
    dbtProject(nodes),
    {
      tests: new Map(),
      results: new Map(),
      freshness: new Map(),
      ...facts,
    },
    { now, profile: 'default' },
  );
  for await (const { uniqueId, health } of assessed) {
    healths.set(uniqueId, health);
  }
  return healths;
}

async function verdicts(
  ...args: Parameters<typeof assess>
): Promise<Record<string, DbtHealthVerdict>> {
  return Object.fromEntries(
    [...(await assess(...args))].map(([id, { verdict }]) => [id, verdict]),
  );
}

describe('assessProject', () => {
  it('judges each node by its own results and tests', async () => {
    const unique = 'test.jaffle_shop.unique_orders_id.0a1b2c3d4e';
    const healths = await assess([dbtNode(ORDERS), dbtNode(CUSTOMERS)], {
      tests: new Map([[ORDERS, [unique]]]),
      results: outcomes({
        [ORDERS]: 'success',
        [CUSTOMERS]: 'success',
        [unique]: 'fail',
      }),
    });
    expect(healths.get(ORDERS)).toMatchObject({
      verdict: 'degraded',
      reasons: [{ message: 'The test unique_orders_id failed' }],
    });
    expect(healths.get(CUSTOMERS)).toMatchObject({ verdict: 'healthy' });
  });

  it('lets the doubt about a source reach what is made from it, through whatever is between', async () => {
    const stale = dbtNode('source.jaffle_shop.raw.orders', {
      freshnessCheck: 'configured',
    });
    const fresh = dbtNode('source.jaffle_shop.raw.customers', {
      freshnessCheck: 'configured',
    });
    const staging = dbtNode('model.jaffle_shop.stg_orders', {
      dependsOn: [stale.uniqueId],
      materialized: 'ephemeral',
    });
    const orders = dbtNode(ORDERS, {
      dependsOn: [staging.uniqueId, fresh.uniqueId],
    });
    const customers = dbtNode(CUSTOMERS, { dependsOn: [fresh.uniqueId] });
    // What is made from others may stand before them.
    const healths = await assess([customers, orders, staging, fresh, stale], {
      results: outcomes({ [ORDERS]: 'success', [CUSTOMERS]: 'success' }),
      freshness: outcomes({
        [stale.uniqueId]: 'error',
        [fresh.uniqueId]: 'pass',
      }),
    });
    expect(healths.get(ORDERS)).toMatchObject({
      verdict: 'degraded',
      reasons: [{ uniqueIds: [stale.uniqueId] }],
    });
    expect(healths.get(staging.uniqueId)?.verdict).toBe('degraded');
    expect(healths.get(CUSTOMERS)?.verdict).toBe('healthy');
  });

  it('tells a source that is needed from one that is not', async () => {
    const needed = 'source.jaffle_shop.raw.orders';
    const spare = 'source.jaffle_shop.raw.spare';
    expect(
      await verdicts([
        dbtNode(needed),
        dbtNode(spare),
        dbtNode(ORDERS, { dependsOn: [needed] }),
      ]),
    ).toEqual({ [needed]: 'caution', [spare]: 'unknown', [ORDERS]: 'unknown' });
  });

  it('takes an exposure and the semantic layer for as healthy as what they are made from', async () => {
    const semantic = dbtNode('semantic_model.jaffle_shop.orders', {
      dependsOn: [ORDERS],
    });
    const metric = dbtNode('metric.jaffle_shop.revenue', {
      dependsOn: [semantic.uniqueId],
    });
    const report = dbtNode(REPORT, { dependsOn: [CUSTOMERS, ORDERS] });
    const healths = await assess(
      [report, metric, semantic, dbtNode(ORDERS), dbtNode(CUSTOMERS)],
      { results: outcomes({ [ORDERS]: 'error', [CUSTOMERS]: 'success' }) },
    );
    expect(healths.get(REPORT)).toMatchObject({
      verdict: 'degraded',
      reasons: [{ uniqueIds: [ORDERS] }],
    });
    expect(healths.get(metric.uniqueId)?.verdict).toBe('degraded');
  });

  it('leaves models of other projects to those', async () => {
    const theirs = dbtNode('model.core.users', { external: true });
    const report = dbtNode(REPORT, { dependsOn: [theirs.uniqueId] });
    expect(await verdicts([theirs, report])).toEqual({ [REPORT]: 'unknown' });
  });

  it('judges each node once where a broken manifest has a circle, or names what is not there', async () => {
    expect(
      await verdicts(
        [
          dbtNode(ORDERS, { dependsOn: [CUSTOMERS, ORDERS] }),
          dbtNode(CUSTOMERS, { dependsOn: [ORDERS, 'model.gone.away'] }),
        ],
        { results: outcomes({ [ORDERS]: 'success', [CUSTOMERS]: 'error' }) },
      ),
    ).toEqual({ [ORDERS]: 'healthy', [CUSTOMERS]: 'degraded' });
  });

  it('goes down a lineage of any depth', async () => {
    const id = (index: number) => `model.jaffle_shop.m${index}`;
    const nodes = Array.from({ length: 20_000 }, (_, index) =>
      dbtNode(id(index), { dependsOn: [id(index + 1)] }),
    );
    expect((await assess(nodes)).size).toBe(20_000);
  });
});
