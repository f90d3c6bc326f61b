import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ANNOTATION_DBT_UNIQUE_ID } from 'backstage-plugin-dbt-cloud-common';
import { DbtProblem, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { EnvironmentKey, ProjectOutcome } from '../store';
import { Attachment, AttachmentVerdict } from '../warehouse/types';
import { emittedState, readEmittedState, toStoredNodes } from './emittedState';
import { EnvironmentSource } from './EnvironmentSource';
import { findForeignRefs } from './findForeignRefs';
import { holdOrPass } from './holdOrPass';
import { mutateCatalog } from './mutateCatalog';
import { planProject } from './planProject';
import { SyncContext } from './SyncContext';

/**
 * One environment as it was read or as it is kept.
 *
 * @internal
 */
export interface EnvironmentState {
  key: EnvironmentKey;
  projectName: string;
  environmentName: string;
  /** For messages: which project and environment it is. */
  label: string;
  source: EnvironmentSource;
  project: DbtProject;
  /** What reading it found. */
  problems: DbtProblem[];
}

/**
 * Brings the catalog and the store to what one environment says now. What is to be in the catalog
 * is stored first: wherever this is cut off, the next sync finds all that can be in the catalog.
 *
 * @throws ConflictError where another project has its names; what the store or the catalog throw.
 * @internal
 */
export async function reconcileEnvironment(
  environment: EnvironmentState,
  context: SyncContext,
): Promise<ProjectOutcome> {
  const { key, label, project, source } = environment;
  const { store, journal, lock } = context;
  const planned = await planProject(project, context.tables, {
    ...context.entityConfig,
    origin: source.origin,
    owners: context.owners,
    today: context.now.toISOString().slice(0, 10),
  });
  const known = await store.knownRefs.list(key);
  const own = await withoutForeign(planned.entities, known, context);
  const plan = { ...planned, entities: own.entities };
  const problems = [...environment.problems, ...plan.problems, ...own.problems];
  journal.logProblems(label, problems);

  const nodes = await toStoredNodes(plan.entities, plan.attachments);
  const before = {
    ...(await readEmittedState(store, key)),
    entityRefs: known,
  };
  const after = emittedState(nodes);
  const { held, release } = await holdOrPass({
    before,
    after,
    environment,
    context,
  });
  if (held) {
    context.claims.keep(label, known);
    journal.log('warn', `${label} is held back: ${held}`);
    return { ...outcomeOf(environment), outcome: 'held', reason: held };
  }

  context.claims.claim(label, after.entityRefs);
  const removed = await store.knownRefs.extend(key, after.entityRefs, known);
  await mutateCatalog(context.connection, lock, {
    entities: plan.entities,
    locationKey: context.providerName,
    removed,
  });
  await store.knownRefs.reduce(key, removed);
  const written = await store.nodes.replace(key, nodes);
  // Last: a sync that is cut off before is not taken for one that has happened.
  const saved = await store.environments.save(
    {
      key,
      projectName: environment.projectName,
      environmentName: environment.environmentName,
      runs: source,
    },
    project,
  );
  await release();

  const entities = countEntities(before, after);
  const attachments = countVerdicts(plan.attachments);
  const changed = saved || written.written + written.removed > 0;
  journal.log(
    'info',
    `${label}: ${entities.total} entities (${entities.added} added, ${
      entities.changed
    } changed, ${entities.removed} removed), ${describeVerdicts(attachments)}`,
  );
  for (const { uniqueId, verdict, reason } of plan.attachments) {
    journal.debug(`${label}: ${uniqueId} is ${verdict}: ${reason}`);
  }
  return {
    ...outcomeOf(environment),
    outcome: changed ? 'updated' : 'unchanged',
    entities,
    attachments,
  };
}

/** What identifies the environment in the history. */
function outcomeOf({
  key,
  projectName,
  environmentName,
}: EnvironmentState): Omit<ProjectOutcome, 'outcome'> {
  const { accountId, projectId, environmentId } = key;
  return { accountId, projectId, projectName, environmentId, environmentName };
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
        message: `${uniqueId} is left out: ${ref} is already in the catalog, from ${holder}; set a namePrefix or a namespace.`,
        uniqueId,
      });
    }
    return holder === undefined;
  });
  return { entities: own, problems };
}

type Emitted = ReturnType<typeof emittedState>;

function countEntities(before: Emitted, after: Emitted) {
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

function countVerdicts(
  attachments: Attachment[],
): Partial<Record<AttachmentVerdict, number>> {
  const counts: Partial<Record<AttachmentVerdict, number>> = {};
  for (const { verdict } of attachments) {
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

function describeVerdicts(
  counts: Partial<Record<AttachmentVerdict, number>>,
): string {
  const verdicts = Object.entries(counts).map(
    ([verdict, count]) => `${count} ${verdict}`,
  );
  return verdicts.length > 0 ? `tables: ${verdicts.join(', ')}` : 'no tables';
}
