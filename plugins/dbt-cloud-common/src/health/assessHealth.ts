import { findBuild } from './findBuild';
import { findFreshness, findUpstreamFreshness } from './findFreshness';
import { findParents } from './findParents';
import { findTests, hasTestOutcome } from './findTests';
import {
  DbtBuiltNodeHealthInput,
  DbtDerivedNodeHealthInput,
  DbtHealthInput,
  DbtHealthOptions,
  DbtSourceHealthInput,
} from './inputs';
import {
  DbtHealth,
  DbtHealthCode,
  DbtHealthFinding,
  DbtHealthReason,
} from './types';

/**
 * Says how healthy the data of a node is, and why.
 *
 * @remarks
 *
 * Degraded: its last build failed, a test of it failed or could not run, or a source that it is made
 * from is too old. Caution: a test or a freshness check warns, its last build was skipped, it was not
 * built for 30 days, or nobody knows how fresh a source is. An exposure, a metric, a semantic model
 * and a saved query are as healthy as what they are made from.
 *
 * What nobody has tested or described is a hint by default, and a reason for caution with the profile
 * `dbt`, which goes by the criteria of dbt's own catalog.
 *
 * @see https://docs.getdbt.com/docs/explore/data-health-signals#data-health-signal-criteria
 * @public
 */
export function assessHealth(
  input: DbtHealthInput,
  options: DbtHealthOptions,
): DbtHealth {
  switch (input.kind) {
    case 'built':
      return assessBuiltNode(input, options);
    case 'source':
      return assessSource(input, options);
    default:
      return assessDerivedNode(input, options);
  }
}

function assessBuiltNode(
  input: DbtBuiltNodeHealthInput,
  options: DbtHealthOptions,
): DbtHealth {
  const { build, tests, upstreamSources } = input;
  const isProcessed = build !== undefined || hasTestOutcome(tests);
  const isKnown =
    isProcessed || upstreamSources.some(({ freshness }) => freshness.outcome);
  const lacks = isKnown && options.profile === 'dbt' ? 'caution' : 'hint';
  return conclude(isKnown, [
    ...findBuild(input, { ...options, isProcessed }),
    ...findTests(tests),
    ...(isKnown ? findUpstreamFreshness(upstreamSources, options) : []),
    ...(tests.length === 0 ? [finding('untested', lacks)] : []),
    ...(input.isDescribed ? [] : [finding('undescribed', lacks)]),
  ]);
}

function assessSource(
  input: DbtSourceHealthInput,
  options: DbtHealthOptions,
): DbtHealth {
  const tests = findTests(input.tests);
  const freshness = findFreshness(input, options);
  const isKnown =
    hasTestOutcome(input.tests) ||
    input.freshness.outcome !== undefined ||
    freshness.some(({ severity }) => severity !== 'hint');
  const lacks = isKnown && options.profile === 'dbt' ? 'caution' : 'hint';
  return conclude(isKnown, [
    ...tests,
    ...freshness,
    ...(input.tests.length === 0 ? [finding('untested', 'hint')] : []),
    ...(input.isDescribed ? [] : [finding('undescribed', lacks)]),
  ]);
}

function assessDerivedNode(
  input: DbtDerivedNodeHealthInput,
  options: DbtHealthOptions,
): DbtHealth {
  const isKnown = input.parents.some(
    ({ health }) => health.verdict !== 'unknown',
  );
  return conclude(isKnown, [
    ...findParents(input.parents, options),
    ...(input.isDescribed ? [] : [finding('undescribed', 'hint')]),
  ]);
}

const LACKS = {
  untested: 'It has no tests',
  undescribed: 'It has no description',
} satisfies Partial<Record<DbtHealthCode, string>>;

function finding(
  code: keyof typeof LACKS,
  severity: DbtHealthFinding['severity'],
): DbtHealthFinding {
  return { code, severity, message: LACKS[code] };
}

function conclude(isKnown: boolean, findings: DbtHealthFinding[]): DbtHealth {
  const degraded = findings.filter(isOf('degraded'));
  const caution = findings.filter(isOf('caution'));
  const hints = findings.filter(({ severity }) => severity === 'hint');
  const reasons = [...degraded, ...caution];
  if (reasons.length > 0) {
    const verdict = degraded.length > 0 ? 'degraded' : 'caution';
    return { verdict, reasons, hints };
  }
  return { verdict: isKnown ? 'healthy' : 'unknown', reasons, hints };
}

function isOf(severity: DbtHealthReason['severity']) {
  return (found: DbtHealthFinding): found is DbtHealthReason =>
    found.severity === severity;
}
