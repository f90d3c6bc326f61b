import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CatalogClient } from '@backstage/catalog-client';
import { JsonObject } from '@backstage/types';
import { waitUntil } from './waitUntil';

/** Lines of the log that an error shows. */
const LOG_LINES = 20;

/**
 * What a {@link BackendProcess} is started with.
 */
export interface BackendProcessOptions {
  /** `backend.database` of the config. */
  database: JsonObject;
  /** `catalog` of the config. */
  catalog: JsonObject;
  /** Of the webhooks of dbt Cloud that it takes: none by default. */
  webhookSecret?: string;
}

interface SchedulerTask {
  taskId: string;
  taskState: { status: string } | null;
}

/**
 * A whole backend in a process of its own, which can be killed.
 */
export class BackendProcess {
  readonly #process: ChildProcess;
  readonly #directory: string;
  readonly #exit: Promise<unknown>;

  /** Of the catalog's HTTP API. */
  readonly catalogUrl: string;
  readonly catalog: CatalogClient;
  /** Where it takes webhooks. */
  readonly webhookUrl: string;
  /** What it has logged, down to `debug`. */
  readonly log: string[] = [];

  /** Resolves when the backend is ready. */
  static async start(options: BackendProcessOptions): Promise<BackendProcess> {
    const { webhookSecret } = options;
    const directory = await mkdtemp(join(tmpdir(), 'dbt-cloud-backend-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const configFile = join(directory, 'app-config.json');
    await writeFile(
      configFile,
      JSON.stringify({
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: '127.0.0.1', port },
          database: options.database,
          auth: { dangerouslyDisableDefaultAuthPolicy: true },
        },
        catalog: options.catalog,
        ...(webhookSecret && {
          events: {
            modules: { dbtCloud: { webhookSecrets: [webhookSecret] } },
          },
        }),
      }),
    );
    const args = ['--config', configFile];
    if (webhookSecret) {
      args.push('--webhooks');
    }
    const backend = new BackendProcess(args, directory, url);
    try {
      await backend.#untilReady(url);
    } catch (error) {
      await backend.kill();
      throw error;
    }
    return backend;
  }

  private constructor(args: string[], directory: string, url: string) {
    this.#directory = directory;
    this.#process = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, 'backendProgram.ts'),
        ...args,
      ],
      {
        env: {
          ...process.env,
          NODE_ENV: 'development',
          NODE_OPTIONS: '',
          LOG_LEVEL: 'debug',
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    this.#exit = once(this.#process, 'exit');
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      createInterface({ input: stream }).on('line', line =>
        this.log.push(line),
      );
    }
    this.catalogUrl = `${url}/api/catalog`;
    this.webhookUrl = `${url}/api/events/http/dbtCloud`;
    this.catalog = new CatalogClient({
      discoveryApi: { getBaseUrl: async () => this.catalogUrl },
    });
  }

  /** Whether a line of the log has `text` in it. */
  hasLogged(text: string): boolean {
    return this.log.some(line => line.includes(text));
  }

  /**
   * Asks the scheduler to run a task now.
   *
   * @returns false where it is running, or not known yet
   */
  async trigger(taskId: string): Promise<boolean> {
    const { ok } = await fetch(
      `${this.catalogUrl}/.backstage/scheduler/v1/tasks/${taskId}/trigger`,
      { method: 'POST' },
    );
    return ok;
  }

  /** Whether a task of the scheduler is running. */
  async isRunning(taskId: string): Promise<boolean> {
    const response = await fetch(
      `${this.catalogUrl}/.backstage/scheduler/v1/tasks`,
    );
    const { tasks }: { tasks: SchedulerTask[] } = await response.json();
    const task = tasks.find(candidate => candidate.taskId === taskId);
    return task?.taskState?.status === 'running';
  }

  /** Ends the process between two instructions, as a crash of the machine would. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exit;
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #untilReady(url: string): Promise<void> {
    await waitUntil('the backend to be ready', async () => {
      if (this.#process.exitCode !== null) {
        const end = this.log.slice(-LOG_LINES).join('\n');
        throw new Error(`The backend did not start: ${end}`);
      }
      const health = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
        () => undefined,
      );
      return health?.ok ? true : undefined;
    });
  }
}

/** The backend must know its port before it listens, since it calls itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
