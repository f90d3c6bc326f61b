import { contributeToTables } from '../enrichment/contributeToTables';
import { refusals } from '../entities/ProjectReport';
import { summarizeReport } from '../entities/summarizeReport';
import { ProjectOutcome, StoredEnvironment } from '../store';
import { EntityTransform } from '../transforms/transformEntities';
import { firstUnattached } from '../warehouse/firstUnattached';
import { Attachment, AttachmentVerdict } from '../warehouse/types';
import { emitEnvironment } from './emission/emitEnvironment';
import { EnvironmentState } from './emission/EnvironmentState';
import { planProject } from './planProject';
import { SyncContext } from './SyncContext';

/**
 * What became of an environment, and what is kept of it now.
 *
 * @internal
 */
export interface Reconciliation {
  outcome: ProjectOutcome;
  environment: StoredEnvironment;
}

/**
 * Brings the catalog and the store to what one environment says now, and tells the journal why.
 *
 * @throws ConflictError where another project has its names; what the store or the catalog throw.
 * @internal
 */
export async function reconcileEnvironment(
  environment: EnvironmentState,
  context: SyncContext,
): Promise<Reconciliation> {
  const { label, project, source } = environment;
  const { journal } = context;
  const planned = await planProject(project, context.tables, {
    ...context.config.entities,
    warehouse: context.config.warehouse,
    builtByOwners: await context.packageOwners.tablesOf(project),
    origin: source.origin,
    owners: context.owners,
    transform: transformOf(context),
    today: context.now.toISOString().slice(0, 10),
  });
  journal.logProblems(label, [...environment.problems, ...planned.problems]);
  const emission = await emitEnvironment(environment, planned, context);
  journal.logProblems(label, emission.problems);
  if (emission.result === 'held') {
    const { reason } = emission;
    journal.log('warn', `${label} is held back: ${reason}`);
    return {
      outcome: { ...outcomeOf(environment), outcome: 'held', reason },
      environment: environment.stored,
    };
  }

  context.packageOwners.note(project, environment.stored);
  const enriched = await contributeToTables(environment, planned, context);
  for (const { uniqueId, verdict, reason } of planned.attachments) {
    journal.debug(`${label}: ${uniqueId} is ${verdict}: ${reason}`);
  }
  return {
    outcome: {
      ...outcomeOf(environment),
      outcome: emission.changed || enriched ? 'updated' : 'unchanged',
      entities: emission.entities,
      attachments: countVerdicts(planned.attachments),
      unattached: firstUnattached(planned.attachments),
      report: summarizeReport({
        ...planned.report,
        leftOut: [...planned.report.leftOut, ...refusals(emission.problems)],
      }),
    },
    environment: emission.environment,
  };
}

function transformOf(context: SyncContext): EntityTransform | undefined {
  const { transformer, config, lock } = context;
  return (
    transformer && { transformer, providerId: config.id, signal: lock.signal }
  );
}

/** What identifies the environment in the history. */
function outcomeOf({
  stored,
  projectName,
  environmentName,
}: EnvironmentState): Omit<ProjectOutcome, 'outcome'> {
  const { accountId, projectId, environmentId } = stored.key;
  return { accountId, projectId, projectName, environmentId, environmentName };
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
