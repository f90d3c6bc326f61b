import { ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import {
  BackendAnswer,
  BackendOptions,
  BackendRequest,
  SyncMeasurement,
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

  async sync(): Promise<SyncMeasurement> {
    return (await this.#ask('sync', 'synced')).measurement;
  }

  /** Waits until the catalog has done all that follows from a sync. */
  async settle(): Promise<void> {
    await this.#ask('settle', 'settled');
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.disconnect();
    await exit;
  }

  async #ask<T extends BackendAnswer['type']>(
    request: BackendRequest,
    type: T,
  ): Promise<Extract<BackendAnswer, { type: T }>> {
    const answered = this.#answer(type);
    this.#process.send(request);
    return answered;
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
