import { DbtCloudRun } from 'backstage-plugin-dbt-cloud-node';
import { JobRuns, RunChoice } from './chooseRuns';
import { RunPurpose } from '../reading/EnvironmentSource';

/**
 * Why a run is used, or not: for people who ask.
 *
 * @internal
 */
export type RunExplanation =
  | { run: DbtCloudRun; usable: false; reason: string }
  | { run: DbtCloudRun; usable: true; reasons: Record<RunPurpose, string> };

const UNDOCUMENTED = 'newest of its job, as no run generated documentation';
const IN_RESERVE = 'in reserve, should newer runs of its job have none';

/**
 * Says of a run what a choice of runs means for it.
 *
 * @internal
 */
export function explainRun(
  run: DbtCloudRun,
  context: {
    choice: Pick<
      RunChoice,
      | 'definition'
      | 'updates'
      | 'catalogs'
      | 'undocumented'
      | 'isDocumented'
      | 'freshness'
      | 'results'
    >;
    rejection: string | undefined;
    definitionReason: string | undefined;
    wasRead: boolean;
    isInWindow: boolean;
  },
): RunExplanation {
  const { choice, rejection, definitionReason, wasRead, isInWindow } = context;
  if (rejection !== undefined) {
    return { run, usable: false, reason: rejection };
  }
  const notChosen = wasRead ? 'was read before' : undefined;
  return {
    run,
    usable: true,
    reasons: {
      structure:
        (choice.definition[0] === run && `newest of ${definitionReason}`) ||
        positionIn(choice.updates, run, 'adds to an older definition') ||
        (choice.definition.includes(run) && IN_RESERVE) ||
        (notChosen ?? 'another run defines'),
      catalog:
        positionIn(choice.catalogs, run, 'newest of its job') ||
        (!choice.isDocumented &&
          positionIn(choice.undocumented, run, UNDOCUMENTED)) ||
        (notChosen ?? 'generated no documentation'),
      freshness:
        positionIn(choice.freshness, run, 'newest of its job') ||
        (notChosen ?? 'checked no sources'),
      results: choice.results.includes(run)
        ? 'in the window of runs'
        : notChosen ??
          (isInWindow ? 'not needed' : 'outside the window of runs'),
    },
  };
}

function positionIn(
  groups: JobRuns[],
  run: DbtCloudRun,
  whenFirst: string,
): string | undefined {
  const group = groups.find(({ runs }) => runs.includes(run));
  if (!group) {
    return undefined;
  }
  return group.runs[0] === run ? whenFirst : IN_RESERVE;
}

/**
 * The same in one line.
 *
 * @internal
 */
export function describeExplanation(explanation: RunExplanation): string {
  const { run } = explanation;
  if (!explanation.usable) {
    return `run ${run.id} is not used: ${explanation.reason}`;
  }
  const reasons = Object.entries(explanation.reasons).map(
    ([purpose, reason]) => `${purpose}: ${reason}`,
  );
  return `run ${run.id}: ${reasons.join('; ')}`;
}
