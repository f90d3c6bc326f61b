import { UserError } from './UserError.mjs';

/**
 * Runs the body of a script and turns what it throws into an exit code.
 *
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    const text = error instanceof UserError ? error.message : error.stack;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
