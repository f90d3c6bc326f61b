import { UserError } from './UserError.mjs';

const INTERRUPTED_EXIT_CODE = 130;

/**
 * Runs the body of a script and turns what it throws into an exit code. The
 * body is handed a signal that is aborted by Ctrl-C, or when the script is
 * asked to end; it then stops what it has started.
 *
 * @param {(signal: AbortSignal) => Promise<void>} main
 */
export async function runScript(main) {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => controller.abort());
  }
  try {
    await main(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) {
      process.exitCode = INTERRUPTED_EXIT_CODE;
    } else {
      const text = error instanceof UserError ? error.message : error.stack;
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    }
  } finally {
    // Whatever is still waited for must not keep a failed script alive.
    controller.abort();
  }
}
