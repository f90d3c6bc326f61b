import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../buildApp.mjs';
import { say, step } from '../output.mjs';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { runCommand } from '../runCommand.mjs';
import { findChromium } from './chromium.mjs';

const PLAYWRIGHT = join(rootDirectory, 'node_modules/@playwright/test/cli.js');

/**
 * Runs the browser tests on an installed Chromium. Without one they are
 * skipped, and counted as skipped.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runBrowserTests(signal) {
  const chromium = findChromium();
  if (!chromium) {
    const tally = await listBrowserTests(signal);
    say(
      `- Skipping ${tally.skipped} browser tests: no Chromium here. Install one, or name it in CHROMIUM_PATH.`,
    );
    return tally;
  }
  try {
    await buildApp(signal);
  } catch (error) {
    signal.throwIfAborted();
    say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { exitCode, output, report } = await step(
    `Running the browser tests with ${chromium}`,
    () => runPlaywright([], { CHROMIUM_PATH: chromium }, signal),
  );
  if (exitCode !== 0) {
    say(output);
  }
  return tallyPlaywrightReport(report, exitCode);
}

/** What would run, if there were a browser. */
async function listBrowserTests(signal) {
  const { report } = await runPlaywright(['--list'], {}, signal);
  const { passed, failed, skipped } = tallyPlaywrightReport(report, 0);
  return { passed: 0, failed: 0, skipped: passed + failed + skipped };
}

async function runPlaywright(args, environment, signal) {
  const reportFile = join(cacheDirectory, 'test/playwright.json');
  rmSync(reportFile, { force: true });
  const result = await runCommand(
    process.execPath,
    [PLAYWRIGHT, 'test', '--reporter=list,json', ...args],
    {
      logFile: join(cacheDirectory, 'test/playwright.log'),
      signal,
      env: {
        ...process.env,
        ...environment,
        PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
      },
    },
  );
  return { ...result, report: readReport(reportFile) };
}

function readReport(reportFile) {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {any} report - https://playwright.dev/docs/test-reporters#json-reporter
 * @param {number} exitCode
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyPlaywrightReport(report, exitCode) {
  const {
    expected = 0,
    flaky = 0,
    unexpected = 0,
    skipped = 0,
  } = report?.stats ?? {};
  return {
    passed: expected + flaky,
    failed: exitCode !== 0 && unexpected === 0 ? 1 : unexpected,
    skipped,
  };
}
