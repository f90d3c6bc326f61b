import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { rootDirectory } from '../paths.mjs';

/** How long a process may take to stop before it is made to. */
const STOP_TIMEOUT_MS = 10_000;

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[\d+m/g;
const STACK_FIELD = / stack=".*"$/;

/** A process whose output goes to a file, and that is stopped by its id. */
export class LoggedProcess {
  #child;
  #logFile;
  #exited;

  /**
   * @param {string[]} args - arguments to Node.js
   * @param {{ logFile: string, env: NodeJS.ProcessEnv }} options
   */
  static start(args, { logFile, env }) {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    const child = spawn(process.execPath, args, {
      cwd: rootDirectory,
      env,
      // The pipe is never written to: it breaks when this process ends, in
      // whatever way, which is how the other one knows (exitWithParent.cjs).
      stdio: ['pipe', log, log],
    });
    closeSync(log);
    return new LoggedProcess(child, logFile);
  }

  constructor(child, logFile) {
    this.#child = child;
    this.#logFile = logFile;
    this.#exited = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) =>
        resolve(signal ? `signal ${signal}` : `exit code ${code}`),
      );
    });
  }

  /** Resolves to how the process ended, once it has. */
  get exited() {
    return this.#exited;
  }

  get logFile() {
    return this.#logFile;
  }

  /**
   * The last errors in the log, without colours and stack traces; the last
   * lines where it names none.
   *
   * @param {number} count
   * @returns {string[]}
   */
  lastErrors(count) {
    const lines = readFileSync(this.#logFile, 'utf8')
      .replace(COLOURS, '')
      .trimEnd()
      .split('\n')
      .map(line => line.replace(STACK_FIELD, ''));
    const errors = lines.filter(line => /\berror\b/i.test(line));
    return (errors.length > 0 ? errors : lines).slice(-count);
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGTERM');
      const timer = setTimeout(
        () => this.#child.kill('SIGKILL'),
        STOP_TIMEOUT_MS,
      );
      await this.#exited;
      clearTimeout(timer);
    }
  }
}
