import { InputError } from '@backstage/errors';

/**
 * An error that names the key and says what it takes. Not the value: it may be a secret.
 *
 * @internal
 */
export function invalidValue(path: string, expected: string): InputError {
  return new InputError(
    `Invalid config value at '${path}': expected ${expected}.`,
  );
}
