import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backstageCli } from '../backstageCli.mjs';
import { say, step } from '../output.mjs';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { runCommand } from '../runCommand.mjs';

/**
 * Runs the Jest tests of all packages, in one go.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runJest(signal) {
  const logFile = join(cacheDirectory, 'test/jest.log');
  const reportFile = join(cacheDirectory, 'test/jest.json');
  rmSync(reportFile, { force: true });
  const { exitCode, output } = await step('Running the Jest tests', () =>
    runCommand(
      process.execPath,
      [
        backstageCli,
        'repo',
        'test',
        '--watchAll=false',
        '--ci',
        '--json',
        `--outputFile=${reportFile}`,
      ],
      { logFile, onLine: sayProgress, signal },
    ),
  );
  const report = readReport(reportFile);
  if (!report) {
    say(output);
    say(`  FAILED: Jest exited with ${exitCode} and without a report`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  sayFailures(report);
  say(`  The whole output is in ${relative(rootDirectory, logFile)}`);
  return tallyJestReport(report, exitCode);
}

/** Which test files are done; what they print stays in the log. */
function sayProgress(line) {
  if (/^(PASS|FAIL) /.test(line)) {
    say(`  ${line}`);
  }
}

function readReport(reportFile) {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return undefined;
  }
}

function sayFailures(report) {
  for (const file of report.testResults) {
    if (file.status === 'failed') {
      say(`\n  FAILED: ${relative(rootDirectory, file.name)}`);
      say(file.message);
    }
  }
}

/**
 * A test file that could not run at all counts as one failure, and so does an
 * exit code that no failed test explains.
 *
 * @param {any} report - https://jestjs.io/docs/cli#--json
 * @param {number} exitCode
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyJestReport(report, exitCode) {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
