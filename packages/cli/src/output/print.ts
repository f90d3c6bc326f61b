/**
 * Writes to standard output, and waits until a pipe has taken the text: a large document is more
 * than it holds at once.
 *
 * @internal
 */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, error => (error ? reject(error) : resolve()));
  });
}
