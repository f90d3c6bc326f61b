import { Config } from '@backstage/config';
import { invalidValue } from './invalidValue';

/**
 * Finds what is misspelt: a rule without one of its keys would quietly mean something else.
 *
 * @throws InputError that names the first key that `config` cannot have.
 * @internal
 */
export function expectKeys(
  config: Config,
  keys: readonly string[],
  path: string,
): void {
  const unknown = config.keys().find(key => !keys.includes(key));
  if (unknown !== undefined) {
    throw invalidValue(
      `${path}.${unknown}`,
      `nothing there: it can have ${keys.join(', ')}`,
    );
  }
}
