import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { parseDocument } from 'yaml';
import { readText } from './readText';
import { substituteVariables } from './substituteVariables';

/**
 * Reads the config of one provider.
 *
 * @param options - `connects`: whether it is used to connect, which a variable that is not set
 *   would only make fail later and less clearly
 * @throws InputError that names the file.
 * @internal
 */
export async function readConfigFile(
  path: string,
  options: { connects: boolean },
): Promise<Config> {
  const document = parseDocument(await readText(path));
  const [error] = document.errors;
  if (error) {
    throw new InputError(`${path}: ${error.message.split('\n')[0]}`);
  }
  const data = document.toJS() ?? {};
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw new InputError(
      `${path}: expected a mapping with the fields of one provider`,
    );
  }
  return new ConfigReader(
    substituteVariables(data, name => {
      if (options.connects) {
        throw new InputError(
          `${path}: the environment variable ${name} is not set`,
        );
      }
    }) as JsonObject,
    path,
  );
}
