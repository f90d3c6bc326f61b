import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem } from 'backstage-plugin-dbt-cloud-node';
import { EntityCounts, StoredEnvironment, StoredNode } from '../../store';
import {
  digestOfNodes,
  emittedState,
  readEmittedState,
  toStoredNodes,
} from './emittedState';
import { findForeignRefs } from './findForeignRefs';
import { holdOrPass } from './holdOrPass';
import { mutateCatalog } from './mutateCatalog';
import { ProjectPlan } from '../planProject';
import { EnvironmentState } from './EnvironmentState';
import { withoutYielded } from './withoutYielded';
import { SyncContext } from '../SyncContext';

/**
 * What became of a plan: held back with the reason, or in the catalog and in the store.
 *
 * @internal
 */
export type Emission =
  | { result: 'held'; reason: string; problems: DbtProblem[] }
  | {
      result: 'emitted';
      /** As it is kept now. */
      environment: StoredEnvironment;
      entities: EntityCounts;
      /** Whether anything was written that is kept of the environment. */
      changed: boolean;
      problems: DbtProblem[];
    };

/**
 * Brings the catalog and the store to what is planned for an environment. What is to be in the catalog
 * is stored first: wherever this is cut off, the next sync finds all that can be in the catalog.
 *
 * @throws ConflictError where another project has its names; what the store or the catalog throw.
 * @internal
 */
export async function emitEnvironment(
  environment: EnvironmentState,
  plan: ProjectPlan,
  context: SyncContext,
): Promise<Emission> {
  const nodes = await toStoredNodes(plan.entities, plan.attachments);
  const digest = await digestOfNodes(nodes);
  return environment.stored.emitted === digest
    ? emitAgain(environment, plan, { nodes, digest }, context)
    : emitChange(environment, plan, digest, context);
}

/** What is in the store need not be read for that; the catalog gets what somebody took out of it. */
async function emitAgain(
  environment: EnvironmentState,
  plan: ProjectPlan,
  { nodes, digest }: { nodes: StoredNode[]; digest: string },
  context: SyncContext,
): Promise<Emission> {
  const { entityRefs } = emittedState(nodes);
  context.claims.claim(environment.label, entityRefs);
  await mutateCatalog(context.connection, context.lock, {
    entities: plan.entities,
    locationKey: context.providerName,
    removed: [],
  });
  const saved = await save(environment, digest, context);
  return {
    result: 'emitted',
    environment: saved,
    entities: { total: entityRefs.size, added: 0, changed: 0, removed: 0 },
    changed: saved !== environment.stored,
    problems: [],
  };
}

async function emitChange(
  environment: EnvironmentState,
  plan: ProjectPlan,
  digest: string,
  context: SyncContext,
): Promise<Emission> {
  const { stored, label } = environment;
  const { store } = context;
  // Before what others hold is left out: another project of this provider refuses the whole.
  context.claims.assertFree(
    label,
    new Set(plan.entities.map(entity => stringifyEntityRef(entity))),
  );
  const known = await store.knownRefs.list(stored);
  const { entities, problems } = await withoutForeign(
    plan.entities,
    known,
    context,
  );
  const nodes = await toStoredNodes(entities, plan.attachments);
  const before = withoutYielded(
    { ...(await readEmittedState(store, stored)), entityRefs: known },
    plan.attachments,
    nodes,
  );
  const after = emittedState(nodes);
  const { held, release } = await holdOrPass({
    before,
    after,
    environment,
    context,
  });
  if (held) {
    context.claims.keep(label, known);
    return { result: 'held', reason: held, problems };
  }

  context.claims.claim(label, after.entityRefs);
  await store.environments.forgetEmitted(stored);
  const removed = await store.knownRefs.extend(stored, after.entityRefs, known);
  await mutateCatalog(context.connection, context.lock, {
    entities,
    locationKey: context.providerName,
    removed,
  });
  await store.knownRefs.reduce(stored, removed);
  const written = await store.nodes.replace(stored, nodes);
  // What another origin holds is looked for again at each sync.
  const saved = await save(
    environment,
    problems.length === 0 ? digest : undefined,
    context,
  );
  await release();
  return {
    result: 'emitted',
    environment: saved,
    entities: countEntities(before, after),
    changed: saved !== stored || written.written + written.removed > 0,
    problems,
  };
}

/** Last: a sync that is cut off before is not taken for one that has happened. */
async function save(
  environment: EnvironmentState,
  digest: string | undefined,
  { store }: SyncContext,
): Promise<StoredEnvironment> {
  const { stored, projectName, environmentName, project } = environment;
  await environment.forgetAbsent?.();
  return store.environments.save(stored, {
    projectName,
    environmentName,
    runs: { ...environment.source, dbtProjectName: project.name },
    project: environment.isProjectKept ? undefined : project,
    emitted: digest,
  });
}

/** Only what this environment does not have in the catalog yet can be held by another origin. */
async function withoutForeign(
  entities: Entity[],
  known: ReadonlySet<string>,
  context: SyncContext,
): Promise<{ entities: Entity[]; problems: DbtProblem[] }> {
  const foreign = await findForeignRefs({
    catalog: context.catalog,
    auth: context.auth,
    entities: entities.filter(entity => !known.has(stringifyEntityRef(entity))),
  });
  const problems: DbtProblem[] = [];
  const own = entities.filter(entity => {
    const ref = stringifyEntityRef(entity);
    const holder = foreign.get(ref);
    if (holder !== undefined) {
      const uniqueId = entity.metadata.annotations?.[ANNOTATION_DBT_UNIQUE_ID];
      problems.push({
        severity: 'error',
        code: 'entity-held-by-another',
        message: `${
          uniqueId ?? 'An added entity'
        } is left out: ${ref} is already in the catalog, from ${holder}; set a namePrefix or a namespace.`,
        uniqueId,
      });
    }
    return holder === undefined;
  });
  return { entities: own, problems };
}

type Emitted = ReturnType<typeof emittedState>;

function countEntities(before: Emitted, after: Emitted): EntityCounts {
  let added = 0;
  let changed = 0;
  for (const [ref, hash] of after.hashes) {
    if (!before.hashes.has(ref)) {
      added++;
    } else if (before.hashes.get(ref) !== hash) {
      changed++;
    }
  }
  const total = after.hashes.size;
  return { total, added, changed, removed: before.hashes.size + added - total };
}
