import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { UserError } from '../UserError.mjs';

/** How long a process may take to stop before it is made to. */
const STOP_TIMEOUT_MS = 10_000;

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[\d+m/g;
const FIELDS = / (type|stack)=".*$/;

/** A process whose output goes to a file, and that is stopped by its id. */
export class LoggedProcess {
  #name;
  #child;
  #logFile;
  #exited;

  /**
   * @param {string} name - what to call it in an error
   * @param {string[]} args - arguments to Node.js
   * @param {{ directory: string, logFile: string, env: NodeJS.ProcessEnv }} options
   */
  static start(name, args, { directory, logFile, env }) {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    const child = spawn(process.execPath, args, {
      cwd: directory,
      env,
      // The pipe is never written to: it breaks when this process ends, in
      // whatever way, which is how the other one knows (exitWithParent.cjs).
      stdio: ['pipe', log, log],
    });
    closeSync(log);
    return new LoggedProcess(name, child, logFile);
  }

  constructor(name, child, logFile) {
    this.#name = name;
    this.#child = child;
    this.#logFile = logFile;
    this.#exited = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) =>
        resolve(signal ? `signal ${signal}` : `exit code ${code}`),
      );
    });
  }

  /** The file that has the output, as one would type it. */
  get logName() {
    return relative(process.cwd(), this.#logFile);
  }

  /**
   * Waits for something that needs this process; where the process ends
   * before, the error says so and shows what it had to say.
   *
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  whileRunning(work) {
    const ended = this.#exited.then(end => {
      throw new UserError(
        [
          ...this.#lastErrors(5),
          '',
          `${this.#name} stopped with ${end}; its whole log is ${
            this.logName
          }.`,
        ].join('\n'),
      );
    });
    return Promise.race([work, ended]);
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

  /** The last errors in the log; the last lines where it names none. */
  #lastErrors(count) {
    const lines = readFileSync(this.#logFile, 'utf8')
      .replace(COLOURS, '')
      .trimEnd()
      .split('\n')
      .map(line => line.replace(FIELDS, ''));
    const errors = lines.filter(line => /\berror\b/i.test(line));
    return (errors.length > 0 ? errors : lines).slice(-count);
  }
}
