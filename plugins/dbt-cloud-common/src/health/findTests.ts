import { listIds, listNames, withMessage } from './describe';
import { DbtHealthTest } from './inputs';
import { DbtHealthFinding } from './types';

interface Kind {
  status: string;
  finding: Pick<DbtHealthFinding, 'code' | 'severity'>;
  did: string;
}

const KINDS: Kind[] = [
  {
    status: 'fail',
    finding: { code: 'test-failed', severity: 'degraded' },
    did: 'failed',
  },
  {
    status: 'error',
    finding: { code: 'test-errored', severity: 'degraded' },
    did: 'could not run',
  },
  {
    status: 'warn',
    finding: { code: 'test-warned', severity: 'caution' },
    did: 'warned',
  },
];

/**
 * Whether any of the tests says something of its node. One that was skipped does not; nor does
 * `success`, which dbt writes for every test that it merely compiled.
 *
 * @internal
 */
export function hasTestOutcome(tests: readonly DbtHealthTest[]): boolean {
  return tests.some(
    ({ outcome }) =>
      outcome?.status === 'pass' ||
      KINDS.some(({ status }) => status === outcome?.status),
  );
}

/**
 * What the tests of a node speak against it.
 *
 * @internal
 */
export function findTests(tests: readonly DbtHealthTest[]): DbtHealthFinding[] {
  return KINDS.flatMap(({ status, finding, did }) => {
    const found = tests.filter(({ outcome }) => outcome?.status === status);
    if (found.length === 0) {
      return [];
    }
    const [first] = found;
    const message =
      found.length === 1
        ? withMessage(`The test ${first.name} ${did}`, first.outcome)
        : `${found.length} of ${tests.length} tests ${did}: ${listNames(
            found,
          )}`;
    return [{ ...finding, message, uniqueIds: listIds(found) }];
  });
}
