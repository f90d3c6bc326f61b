import { isError } from '@backstage/errors';

/**
 * What went wrong, on one line.
 *
 * @internal
 */
export function oneLine(error: unknown): string {
  const message = isError(error) ? error.message : String(error);
  return message.replace(/\s*\n\s*/g, ' ');
}
