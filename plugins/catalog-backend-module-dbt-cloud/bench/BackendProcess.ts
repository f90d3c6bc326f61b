import { ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import {
  BackendAnswer,
  BackendOptions,
  BackendRequest,
  Measurement,
} from './messages';

/** A backend that is measured from outside. */
export class BackendProcess {
  readonly #process: ChildProcess;

  static async start(options: BackendOptions): Promise<BackendProcess> {
    const child = fork(join(__dirname, 'backend.ts'), [
      JSON.stringify(options),
    ]);
    const backend = new BackendProcess(child);
    try {
      await backend.#answer('ready');
    } catch (error) {
      await backend.stop();
      throw error;
    }
    return backend;
  }

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  async measure(request: BackendRequest): Promise<Measurement> {
    const answered = this.#answer('measured');
    this.#process.send(request);
    return (await answered).measurement;
  }

  async stop(): Promise<void> {
    if (this.#process.connected) {
      const exit = once(this.#process, 'exit');
      this.#process.disconnect();
      await exit;
    }
  }

  async #answer<T extends BackendAnswer['type']>(
    type: T,
  ): Promise<Extract<BackendAnswer, { type: T }>> {
    const ended = new AbortController();
    const abort = () => ended.abort(new Error('The backend process ended'));
    this.#process.once('exit', abort);
    try {
      const { signal } = ended;
      // Among them are the names of the files that the process compiles.
      for await (const [message] of on(this.#process, 'message', { signal })) {
        const answer = message as BackendAnswer;
        if (answer.type === 'failed') {
          throw new Error(answer.error);
        }
        if (answer.type === type) {
          return answer as Extract<BackendAnswer, { type: T }>;
        }
      }
      throw new Error('The backend process answered nothing');
    } finally {
      this.#process.off('exit', abort);
    }
  }
}
