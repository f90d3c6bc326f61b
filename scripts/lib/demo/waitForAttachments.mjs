import { entityRefOf } from './entityRefOf.mjs';
import { untilSettled } from './untilSettled.mjs';

/**
 * How far dbt has come: its models in the catalog, the tables that it should
 * be attached to, and those of them that depend on what builds them.
 *
 * @typedef {{ models: number, expected: number, tables: number }} Progress
 */

/**
 * Waits until the tables depend on the models that build them.
 *
 * @param {import('./BackstageClient.mjs').BackstageClient} client
 * @param {boolean} hasTables - whether there is anything to attach to
 * @param {AbortSignal} signal
 * @returns {Promise<Progress>}
 */
export function waitForAttachments(client, hasTables, signal) {
  return untilSettled(
    () => readProgress(client),
    ({ models, expected, tables }) =>
      models > 0 && expected > 0 === hasTables && tables === expected,
    signal,
  );
}

async function readProgress(client) {
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
    expected: targets.size,
    tables: attached.length,
  };
}
