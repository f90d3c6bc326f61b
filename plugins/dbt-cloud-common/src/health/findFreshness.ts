import { dayOf } from './age';
import { listIds, listNames, withMessage } from './describe';
import { DbtFreshnessDoubt, findFreshnessDoubt } from './findFreshnessDoubt';
import {
  DbtHealthFreshness,
  DbtHealthOptions,
  DbtHealthUpstreamSource,
  DbtSourceHealthInput,
} from './inputs';
import { DbtHealthFinding, DbtHealthProfile } from './types';

type Severity = DbtHealthFinding['severity'];

const SEVERITIES: Record<Exclude<DbtFreshnessDoubt, 'unknown'>, Severity> = {
  error: 'degraded',
  'check-failed': 'degraded',
  warned: 'caution',
  old: 'caution',
};

/** What a doubt means for what is made from the source, where dbt's own criteria differ. */
const UPSTREAM_SEVERITIES: Record<
  DbtHealthProfile,
  Partial<Record<DbtFreshnessDoubt, Severity>>
> = {
  default: SEVERITIES,
  dbt: { ...SEVERITIES, old: 'degraded', unknown: 'degraded' },
};

const UPSTREAM: Record<DbtFreshnessDoubt, string> = {
  error: 'too old',
  'check-failed': 'of unknown age, since their freshness checks failed',
  warned: 'older than expected',
  old: 'of unknown age, since their freshness was checked more than 30 days ago',
  unknown: 'of unknown age, since no run has checked their freshness',
};

/**
 * What speaks against the freshness of a source. That nobody knows how fresh it is matters only where
 * something is made from it, but for dbt's own criteria.
 *
 * @internal
 */
export function findFreshness(
  { freshness, isNeeded }: DbtSourceHealthInput,
  { now, profile }: DbtHealthOptions,
): DbtHealthFinding[] {
  const doubt = findFreshnessDoubt(freshness, now);
  const unknown: Severity = isNeeded || profile === 'dbt' ? 'caution' : 'hint';
  if (doubt) {
    return [
      {
        code: `freshness-${doubt}`,
        severity: doubt === 'unknown' ? unknown : SEVERITIES[doubt],
        message: describeDoubt(doubt, freshness),
      },
    ];
  }
  return freshness.check === 'not-configured' && !freshness.outcome
    ? [
        {
          code: 'freshness-not-configured',
          severity: unknown,
          message: 'The project does not check its freshness',
        },
      ]
    : [];
}

/**
 * What the freshness of its sources speaks against a node: one finding for each kind of doubt.
 *
 * @internal
 */
export function findUpstreamFreshness(
  sources: readonly DbtHealthUpstreamSource[],
  { now, profile }: DbtHealthOptions,
): DbtHealthFinding[] {
  const byDoubt = new Map<DbtFreshnessDoubt, DbtHealthUpstreamSource[]>();
  for (const source of sources) {
    const doubt = findFreshnessDoubt(source.freshness, now);
    if (doubt) {
      byDoubt.set(doubt, [...(byDoubt.get(doubt) ?? []), source]);
    }
  }
  return [...byDoubt].flatMap(([doubt, found]) => {
    const severity = UPSTREAM_SEVERITIES[profile][doubt];
    return severity === undefined
      ? []
      : [
          {
            code: `upstream-freshness-${doubt}` as const,
            severity,
            message: `It is made from sources that are ${
              UPSTREAM[doubt]
            }: ${listNames(found)}`,
            uniqueIds: listIds(found),
          },
        ];
  });
}

function describeDoubt(
  doubt: DbtFreshnessDoubt,
  { outcome }: DbtHealthFreshness,
): string {
  const checked = outcome && `when it was checked on ${dayOf(outcome.at)}`;
  switch (doubt) {
    case 'error':
      return withMessage(`Its data was too old ${checked}`, outcome);
    case 'check-failed':
      return withMessage(
        `Its freshness could not be found out ${checked}`,
        outcome,
      );
    case 'warned':
      return withMessage(
        `Its data was older than expected ${checked}`,
        outcome,
      );
    case 'old':
      return `Its freshness was checked last on ${dayOf(
        outcome!.at,
      )}, more than 30 days ago`;
    default:
      return 'None of the runs that were read has checked its freshness';
  }
}
