import { dayOf, isOld } from './age';
import { withMessage } from './describe';
import { DbtBuiltNodeHealthInput, DbtHealthOptions } from './inputs';
import { DbtHealthFinding } from './types';

/** These show what they are made from, whenever they were built; a seed changes with its file. */
const AGELESS = ['view', 'materialized_view', 'dynamic_table', 'seed'];

/**
 * What speaks against the last build of a node. An ephemeral model has none: it is part of what is
 * made from it.
 *
 * @see https://docs.getdbt.com/reference/artifacts/run-results-json
 * @internal
 */
export function findBuild(
  input: DbtBuiltNodeHealthInput,
  options: DbtHealthOptions & { isProcessed: boolean },
): DbtHealthFinding[] {
  const { build, materialized } = input;
  const { now, profile, isProcessed } = options;
  if (materialized === 'ephemeral') {
    return [];
  }
  if (!build) {
    return [
      {
        code: 'build-unknown',
        severity: profile === 'dbt' && isProcessed ? 'caution' : 'hint',
        message: 'None of the runs that were read has built it',
      },
    ];
  }
  const on = `on ${dayOf(build.at)}`;
  switch (build.status) {
    case 'error':
    case 'fail':
      return [
        {
          code: 'build-failed',
          severity: 'degraded',
          message: withMessage(`Its last build failed ${on}`, build),
        },
      ];
    case 'partial success':
      return [
        {
          code: 'build-incomplete',
          severity: 'degraded',
          message: withMessage(
            `Some batches of its last build failed ${on}`,
            build,
          ),
        },
      ];
    case 'skipped':
      return [
        {
          code: 'build-skipped',
          severity: 'caution',
          message: withMessage(`Its last build was skipped ${on}`, build),
        },
      ];
    default:
      return isOld(build.at, now)
        ? [
            {
              code: 'build-old',
              severity: profile === 'dbt' || ages(input) ? 'caution' : 'hint',
              message: `It was built last ${on}, more than 30 days ago`,
            },
          ]
        : [];
  }
}

function ages({ materialized, resourceType }: DbtBuiltNodeHealthInput) {
  return !AGELESS.includes(materialized ?? resourceType);
}
