import { parseArgs } from 'node:util';
import { UserError } from '../UserError.mjs';

/**
 * Reads the command line, strictly: an option that is not known is an error
 * that names the way to the known ones.
 *
 * @param {NonNullable<import('node:util').ParseArgsConfig['options']>} options
 * @returns {Record<string, any>}
 */
export function readOptions(options) {
  try {
    return parseArgs({
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new UserError(`${error.message}\nTry --help.`);
  }
}
