import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';

/**
 * What was asked of `health`.
 *
 * @internal
 */
export type HealthArguments =
  | { help: true }
  | { help: false; directories: string[]; now?: Date };

/**
 * The text of `health --help`.
 *
 * @internal
 */
export const HEALTH_USAGE = `Usage: npm run --silent health -- DIR [DIR ...] [--now DATE]

Counts how healthy the nodes of dbt projects are, by each profile, and by what. A project is a
directory in DIR, or DIR itself, with a manifest.json and, where they exist, run_results*.json
and sources.json, each plain or gzipped. Those without results are counted apart, as if all
had been built, tested and found fresh: that shows what they lack.

  --now DATE          the day to judge on; by default that on which each manifest was written,
                      since artifacts that are kept for long would all be old
`;

/**
 * Reads the arguments of `health`.
 *
 * @throws InputError that says which argument is wrong.
 * @internal
 */
export function parseHealthArguments(args: string[]): HealthArguments {
  const { values, positionals } = parse(args);
  if (values.help) {
    return { help: true };
  }
  if (positionals.length === 0) {
    throw new InputError('expected a directory with dbt artifacts in it');
  }
  const now = values.now === undefined ? undefined : new Date(values.now);
  if (now && Number.isNaN(now.getTime())) {
    throw new InputError(
      `--now takes a date such as 2026-01-31, not ${values.now}`,
    );
  }
  return { help: false, directories: positionals, now };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new InputError((error as Error).message.split('\n')[0]);
  }
}
