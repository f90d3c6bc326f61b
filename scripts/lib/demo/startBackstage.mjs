import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { UserError } from '../UserError.mjs';
import { LoggedProcess } from './LoggedProcess.mjs';

const START_TIMEOUT_MS = 120_000;

const LOG_FILE = join(cacheDirectory, 'backend.log');
const LOG_NAME = relative(process.cwd(), LOG_FILE);

/**
 * Starts the backend, which serves the built app too, and waits until it
 * answers.
 *
 * @param {{
 *   port: number,
 *   configFiles: string[],
 *   environment: Record<string, string>,
 *   signal: AbortSignal,
 * }} options
 * @returns {Promise<{ url: string, process: LoggedProcess }>}
 */
export async function startBackstage(options) {
  const { port, configFiles, environment, signal } = options;
  const url = `http://localhost:${port}`;
  const backend = LoggedProcess.start(
    [
      '--require',
      join(rootDirectory, 'scripts/lib/demo/exitWithParent.cjs'),
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'packages/backend/src/index.ts',
      ...configFiles.flatMap(file => ['--config', join(rootDirectory, file)]),
    ],
    {
      logFile: LOG_FILE,
      env: {
        ...process.env,
        // Guests are let in during development only.
        NODE_ENV: 'development',
        APP_CONFIG_app_baseUrl: url,
        APP_CONFIG_backend_baseUrl: url,
        APP_CONFIG_backend_listen_port: String(port),
        ...environment,
      },
    },
  );
  try {
    await Promise.race([
      waitUntilReady(url, signal),
      backend.exited.then(end => {
        throw describeEnd(backend, end);
      }),
    ]);
  } catch (error) {
    await backend.stop();
    throw error;
  }
  return { url, process: backend };
}

/**
 * What to say of a backend that has ended by itself.
 *
 * @param {LoggedProcess} backend
 * @param {string} end
 */
export function describeEnd(backend, end) {
  return new UserError(
    [
      ...backend.lastErrors(5),
      '',
      `The backend stopped with ${end}; its whole log is ${LOG_NAME}.`,
    ].join('\n'),
  );
}

async function waitUntilReady(url, signal) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady(url, signal))) {
    if (Date.now() > deadline) {
      throw new UserError(
        `The backend has not become ready within ${
          START_TIMEOUT_MS / 1000
        } seconds; its log is ${LOG_NAME}.`,
      );
    }
    await sleep(250, undefined, { signal });
  }
}

async function isReady(url, signal) {
  try {
    const response = await fetch(`${url}/.backstage/health/v1/readiness`, {
      signal,
    });
    return response.ok;
  } catch {
    return false;
  }
}
