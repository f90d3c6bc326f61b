import { setTimeout as sleep } from 'node:timers/promises';
import { entityRefOf } from './entityRefOf.mjs';

const POLL_INTERVAL_MS = 1_000;

/**
 * How long nothing may change before what is there is taken for all: an
 * attachment can point to a table that the catalog refused.
 */
const SETTLED_AFTER_MS = 20_000;

/**
 * Waits until the tables depend on the models that build them.
 *
 * @param {import('./BackstageClient.mjs').BackstageClient} client
 * @param {AbortSignal} signal
 * @returns {Promise<{ models: number, tables: number }>} how many dbt models
 *   the catalog has, and how many tables something of dbt is attached to
 */
export async function waitForAttachments(client, signal) {
  let last = '';
  let changedAt = Date.now();
  for (;;) {
    const { models, tables, expected } = await countAttachments(client);
    if (models > 0 && expected > 0 && tables === expected) {
      return { models, tables };
    }
    const current = `${models} ${tables} ${expected}`;
    if (current !== last) {
      last = current;
      changedAt = Date.now();
    } else if (Date.now() - changedAt > SETTLED_AFTER_MS) {
      return { models, tables };
    }
    await sleep(POLL_INTERVAL_MS, undefined, { signal });
  }
}

async function countAttachments(client) {
  const ofDbt = await client.listEntities(
    'kind=resource,metadata.annotations.getdbt.com/unique-id',
    ['spec.type', 'spec.dependencyOf'],
  );
  const dependents = await client.listEntities(
    'kind=resource,relations.dependson',
    ['kind', 'metadata.namespace', 'metadata.name'],
  );
  const targets = new Set(ofDbt.flatMap(({ spec }) => spec.dependencyOf ?? []));
  const attached = dependents.filter(entity =>
    targets.has(entityRefOf(entity)),
  );
  return {
    models: ofDbt.filter(({ spec }) => spec.type === 'dbt-model').length,
    tables: attached.length,
    expected: targets.size,
  };
}
