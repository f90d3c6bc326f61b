import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { UserError } from '../UserError.mjs';
import { LoggedProcess } from './LoggedProcess.mjs';

const START_TIMEOUT_MS = 120_000;

/**
 * Starts the backend, which serves the built app too, and waits until it
 * answers. The directory is the root of a Backstage, this repository by
 * default.
 *
 * @param {{
 *   directory?: string,
 *   port: number,
 *   configFiles: string[],
 *   environment?: Record<string, string>,
 *   signal: AbortSignal,
 * }} options
 * @returns {Promise<{ url: string, backend: LoggedProcess }>}
 */
export async function startBackstage(options) {
  const {
    directory = rootDirectory,
    port,
    configFiles,
    environment = {},
    signal,
  } = options;
  const url = `http://localhost:${port}`;
  const backend = LoggedProcess.start(
    'Backstage',
    [
      '--require',
      fileURLToPath(new URL('exitWithParent.cjs', import.meta.url)),
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'packages/backend/src/index.ts',
      ...configFiles.flatMap(file => ['--config', join(directory, file)]),
    ],
    {
      directory,
      logFile: join(cacheDirectory, 'backend.log'),
      env: {
        ...process.env,
        // Guests are let in during development only.
        NODE_ENV: 'development',
        // See https://backstage.io/docs/conf/writing#environment-variable-overrides
        APP_CONFIG_app_baseUrl: url,
        APP_CONFIG_backend_baseUrl: url,
        APP_CONFIG_backend_listen_port: String(port),
        ...environment,
      },
    },
  );
  try {
    await backend.whileRunning(waitUntilReady(url, backend.logName, signal));
  } catch (error) {
    await backend.stop();
    throw error;
  }
  return { url, backend };
}

async function waitUntilReady(url, logName, signal) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady(url, signal))) {
    if (Date.now() > deadline) {
      throw new UserError(
        `Backstage has not become ready within ${
          START_TIMEOUT_MS / 1000
        } seconds; its log is ${logName}.`,
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
