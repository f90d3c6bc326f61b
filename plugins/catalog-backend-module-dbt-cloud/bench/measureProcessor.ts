import { Entity } from '@backstage/catalog-model';
import createKnex from 'knex';
import { createProcessor, openStore } from './createProcessor';
import { ENVIRONMENT, storedContributions, tableName } from './enrichedTables';
import { Figure } from './Figure';

const LOCATION = { type: 'url', target: 'https://example.com' };

/** What the processor takes of each entity, when it knows so many tables. */
export async function measureProcessor(tables: number): Promise<Figure[]> {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
  });
  const store = await openStore(knex);
  const contributions = storedContributions(tables, 'Table');
  await store.enrichment.replace(
    await store.environments.open(ENVIRONMENT),
    contributions,
  );

  const processor = createProcessor(store);
  const run = async (entities: Entity[]) => {
    const before = process.cpuUsage();
    for (const entity of entities) {
      await processor.preProcessEntity(entity, LOCATION, () => {});
    }
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const all = Array.from({ length: tables }, (_, table) => tableName(table));
  const loading = await run([entityOf('server', 'server')]);
  const strangers = all.map(name => entityOf(`other.${name}`, 'server'));
  const ofStrangers = await run(strangers);
  const ofTables = await run(all.map(name => entityOf(name, 'table')));
  await knex.destroy();

  const unit = 'µs';
  return [
    { what: `first load of ${tables} tables`, value: loading / 1e6, unit: 's' },
    { what: 'entity that is no table', value: ofStrangers / tables, unit },
    { what: 'table', value: ofTables / tables, unit },
  ];
}

function entityOf(name: string, type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title: name },
    spec: { type, owner: 'group:default/somebody' },
  };
}
