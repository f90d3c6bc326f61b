import { listIds, listNames } from './describe';
import { DbtHealthOptions, DbtHealthParent } from './inputs';
import {
  DbtHealthCode,
  DbtHealthFinding,
  DbtHealthReason,
  DbtHealthVerdict,
} from './types';

/** What dbt's own criteria count of an exposure's parents: neither their age nor what they lack. */
const COUNTED_BY_DBT = new Set<DbtHealthCode>([
  'build-failed',
  'build-incomplete',
  'build-skipped',
  'test-failed',
  'test-errored',
  'test-warned',
  'freshness-error',
  'freshness-check-failed',
  'freshness-warned',
  'upstream-freshness-error',
  'upstream-freshness-check-failed',
  'upstream-freshness-warned',
  'parent-degraded',
  'parent-caution',
]);

const LEADS = {
  degraded: 'It is made from what is degraded',
  caution: 'It is made from what calls for caution',
  unknown: 'It is made from what nothing is known of',
} satisfies Partial<Record<DbtHealthVerdict, string>>;

/**
 * What the health of its parents speaks against a node that is not built itself.
 *
 * @internal
 */
export function findParents(
  parents: readonly DbtHealthParent[],
  { profile }: DbtHealthOptions,
): DbtHealthFinding[] {
  const counted = ({ code }: DbtHealthReason) =>
    profile === 'default' || COUNTED_BY_DBT.has(code);
  const assessed = parents.map(parent => ({
    ...parent,
    reasons: parent.health.reasons.filter(counted),
  }));
  const worst = (severity: DbtHealthReason['severity']) =>
    assessed.filter(({ reasons }) => reasons[0]?.severity === severity);
  const unknown = assessed.filter(({ health }) => health.verdict === 'unknown');
  return [
    ...finding('degraded', 'degraded', worst('degraded')),
    ...finding('caution', 'caution', worst('caution')),
    ...finding('unknown', 'hint', unknown),
  ];
}

function finding(
  verdict: Exclude<DbtHealthVerdict, 'healthy'>,
  severity: DbtHealthFinding['severity'],
  parents: Array<DbtHealthParent & { reasons: DbtHealthReason[] }>,
): DbtHealthFinding[] {
  if (parents.length === 0) {
    return [];
  }
  const why = parents.length === 1 ? ownReason(parents[0]) : undefined;
  return [
    {
      code: `parent-${verdict}`,
      severity,
      message: [`${LEADS[verdict]}: ${listNames(parents)}`, why]
        .filter(Boolean)
        .join('. '),
      uniqueIds: listIds(parents),
    },
  ];
}

/** What a parent itself has; what it has from its own parents would make a long chain. */
function ownReason({
  name,
  reasons: [reason],
}: {
  name: string;
  reasons: DbtHealthReason[];
}): string | undefined {
  return reason && !reason.code.startsWith('parent-')
    ? `${name}: ${reason.message}`
    : undefined;
}
