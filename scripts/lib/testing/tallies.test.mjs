import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tallyPlaywrightReport } from './runBrowserTests.mjs';
import { tallyJestReport } from './runJest.mjs';
import { tallyTap } from './runScriptTests.mjs';
import { addTallies, describeTally } from './tally.mjs';

const jestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 2,
  numTodoTests: 1,
};

test('Jest: pending and todo tests count as skipped', () => {
  assert.deepEqual(tallyJestReport(jestReport, 0), {
    passed: 5,
    failed: 0,
    skipped: 3,
  });
});

test('Jest: a file that could not run counts as a failure', () => {
  const report = { ...jestReport, numRuntimeErrorTestSuites: 1 };
  assert.equal(tallyJestReport(report, 1).failed, 1);
});

test('Jest: an exit code that nothing explains counts as a failure', () => {
  assert.equal(tallyJestReport(jestReport, 1).failed, 1);
});

test('Playwright: without a report, the exit code decides', () => {
  assert.equal(tallyPlaywrightReport(undefined, 1).failed, 1);
  assert.equal(tallyPlaywrightReport(undefined, 0).failed, 0);
});

test('Playwright: a flaky test has passed', () => {
  const stats = { expected: 2, flaky: 1, unexpected: 1, skipped: 3 };
  assert.deepEqual(tallyPlaywrightReport({ stats }, 1), {
    passed: 3,
    failed: 1,
    skipped: 3,
  });
});

test('TAP: reads the summary', () => {
  const output = 'ok 1 - a\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 2';
  assert.deepEqual(tallyTap(output, 1), { passed: 3, failed: 2, skipped: 2 });
});

test('adds up to one line', () => {
  const tally = addTallies([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  assert.equal(describeTally(tally), '4 passed, 1 failed, 2 skipped');
});
