import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { TextPattern } from '../entities/mappings/TextPattern';
import { TextTemplate } from '../entities/mappings/TextTemplate';
import { TextTransform } from '../entities/mappings/TextTransform';
import { invalidValue } from './invalidValue';

/**
 * Reads what a rule makes of the texts that it finds.
 *
 * @param path - where `config` stands, for messages
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readTextTransform(config: Config, path: string): TextTransform {
  const match = readPattern(config, path);
  return {
    match,
    value: readTemplate(config, 'value', match, path),
    map: readMap(config, path),
  };
}

/**
 * Reads a text with captures of a pattern in it.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readTemplate(
  config: Config,
  key: string,
  pattern: TextPattern | undefined,
  path: string,
): TextTemplate | undefined {
  const text = config.getOptionalString(key);
  if (text === undefined) {
    return undefined;
  }
  const template = TextTemplate.create(text, pattern);
  if (!template) {
    throw invalidValue(
      `${path}.${key}`,
      "a text in which $1 or $<name> stand only for what 'match' captures",
    );
  }
  return template;
}

function readPattern(config: Config, path: string): TextPattern | undefined {
  const expression = config.getOptionalString('match');
  if (expression === undefined) {
    return undefined;
  }
  try {
    return TextPattern.compile(expression);
  } catch (error) {
    throw invalidValue(
      `${path}.match`,
      `a regular expression in the syntax of RE2 (${stringifyError(error)})`,
    );
  }
}

/** Read as one value: what dbt says may be no valid key of a config. */
function readMap(
  config: Config,
  path: string,
): ReadonlyMap<string, string> | undefined {
  const map = config.getOptional('map');
  if (map === undefined) {
    return undefined;
  }
  const isMap =
    typeof map === 'object' &&
    map !== null &&
    !Array.isArray(map) &&
    Object.values(map).every(value => typeof value === 'string');
  if (!isMap) {
    throw invalidValue(`${path}.map`, 'an object whose values are texts');
  }
  return new Map(Object.entries(map as Record<string, string>));
}
