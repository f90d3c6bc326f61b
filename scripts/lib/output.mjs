let stream = process.stdout;

/** For scripts whose standard output is their result: what happens is told on standard error. */
export function sayOnStandardError() {
  stream = process.stderr;
}

/**
 * Tells what happens, one line at a time.
 *
 * @param {string} [line]
 */
export function say(line = '') {
  stream.write(`${line}\n`);
}

/**
 * Announces an action, runs it, and tells how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function step(title, action) {
  say(`- ${title}`);
  const startedAt = Date.now();
  const result = await action();
  say(`  done in ${describeDuration(Date.now() - startedAt)}`);
  return result;
}

/**
 * @param {number} milliseconds
 * @returns {string} such as `0.4 s`, `12 s` or `3 min 5 s`
 */
export function describeDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const rounded = Math.round(seconds);
  return rounded < 60
    ? `${rounded} s`
    : `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}
