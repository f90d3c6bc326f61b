import { setTimeout as wait } from 'node:timers/promises';
import { Entity } from '@backstage/catalog-model';
import { processingResult } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { CapturingLogger } from '../__testUtils__/CapturingLogger';
import { eachDatabase } from '../__testUtils__/databases';
import { DbtCloudStore, StoredContribution } from '../store';
import { ContributionMemory, LOOK_EVERY_MS } from './ContributionMemory';
import { TableEnrichmentProcessor } from './TableEnrichmentProcessor';

const key = environmentKey();
const LOCATION = { type: 'url', target: 'https://example.com' };
const NOW = new Date();

function entity(name: string, type = 'table'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name },
    spec: { type },
  };
}

function contribution(name: string, description: string) {
  return {
    tableRef: `resource:default/${name}`,
    builds: true,
    content: JSON.stringify({
      description: { when: 'ifMissing', value: description },
    }),
  };
}

describe.each(eachDatabase)('TableEnrichmentProcessor on $name', ({ open }) => {
  const databases = open();
  let knex: Knex;
  let store: DbtCloudStore;
  let logger: CapturingLogger;
  let statements: string[];

  beforeEach(async () => {
    const database = await databases.create();
    knex = await database.getClient();
    store = await DbtCloudStore.create({ database });
    logger = new CapturingLogger();
    statements = [];
    knex.on('query', ({ sql }) => statements.push(sql));
  });

  const contribute = async (contributions: StoredContribution[]) => {
    const environment = await store.environments.open(key);
    await store.enrichment.replace(environment, contributions);
  };

  const startReplica = () => {
    const processor = TableEnrichmentProcessor.create({
      memory: ContributionMemory.create({
        store,
        logger,
        providerIds: [key.providerId],
      }),
      isTable: ({ spec }) => spec?.type === 'table',
    });
    return async (table: Entity) => {
      const emitted: unknown[] = [];
      const result = await processor.preProcessEntity(table, LOCATION, item =>
        emitted.push(item),
      );
      return { result, emitted, description: result.metadata.description };
    };
  };

  it('waits for the first load, and gives a table its refresh key', async () => {
    await contribute([contribution('orders', 'one')]);
    const { result, emitted } = await startReplica()(entity('orders'));
    expect(result).toEqual({
      ...entity('orders'),
      metadata: { name: 'orders', description: 'one' },
    });
    expect(emitted).toEqual([
      processingResult.refresh('dbt-cloud:resource:default/orders'),
    ]);
  });

  it('hands on untouched what dbt knows nothing of', async () => {
    const process = startReplica();
    const server = entity('orders', 'server');
    expect(await process(server)).toEqual({ result: server, emitted: [] });
    const table = entity('unknown');
    expect((await process(table)).result).toBe(table);
    expect((await process(table)).emitted).toHaveLength(1);
  });

  it('enriches whatever dbt names, also what does not look like a table', async () => {
    await contribute([contribution('orders', 'one')]);
    const { description, emitted } = await startReplica()(
      entity('ORDERS', 'server'),
    );
    expect(description).toBe('one');
    expect(emitted).toHaveLength(1);
  });

  it('is never older on any replica than half a second', async () => {
    const replicas = [startReplica(), startReplica()];
    await contribute([contribution('orders', 'one')]);
    await Promise.all(replicas.map(process => process(entity('orders'))));

    await contribute([contribution('orders', 'two')]);
    await wait(LOOK_EVERY_MS);
    for (const process of replicas) {
      expect((await process(entity('orders'))).description).toBe('two');
    }
    await contribute([]);
    await wait(LOOK_EVERY_MS);
    for (const process of replicas) {
      expect((await process(entity('orders'))).description).toBeUndefined();
    }
  });

  it('looks once for all who wait, and no more often than every half second', async () => {
    await contribute([contribution('orders', 'one')]);
    const process = startReplica();
    statements.length = 0;
    const startedAt = performance.now();
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        Array.from({ length: 10 }, () => process(entity('orders'))),
      );
    }
    const most = 1 + (performance.now() - startedAt) / LOOK_EVERY_MS;
    const looks = statements.filter(sql => /dbt_cloud_enrichment\b/.test(sql));
    expect(looks.length).toBeLessThanOrEqual(most);
    // The first load reads the tables and what is contributed to them, and nothing else ever does.
    expect(statements.length - looks.length).toBe(2);
  });

  it('fails no entity while it cannot read, says so once, and has them processed again', async () => {
    await contribute([contribution('orders', 'one')]);
    const process = startReplica();
    await process(entity('orders'));
    const { version } = await store.enrichment.listDue(NOW);
    await store.enrichment.markRefreshed(
      ['resource:default/orders'],
      version,
      NOW,
    );

    await knex.schema.renameTable('dbt_cloud_enrichment', 'elsewhere');
    for (let round = 0; round < 2; round++) {
      await wait(LOOK_EVERY_MS);
      expect((await process(entity('orders'))).description).toBe('one');
    }
    expect(logger.take('could not be read')).toHaveLength(1);
    expect((await startReplica()(entity('orders'))).result).toEqual(
      entity('orders'),
    );

    await knex.schema.renameTable('elsewhere', 'dbt_cloud_enrichment');
    await wait(LOOK_EVERY_MS);
    await process(entity('orders'));
    expect((await store.enrichment.listDue(NOW)).unkeyed).toEqual([
      'resource:default/orders',
    ]);
  });
});
