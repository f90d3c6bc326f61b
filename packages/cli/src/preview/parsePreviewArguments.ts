import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';

const OUTPUTS = ['summary', 'yaml', 'json'] as const;

/**
 * How a preview is printed.
 *
 * @internal
 */
export type PreviewOutput = (typeof OUTPUTS)[number];

/**
 * How a preview is made, of whatever it is.
 *
 * @internal
 */
export interface PreviewSettings {
  help: false;
  warehouse?: string;
  output: PreviewOutput;
  now: Date;
}

/**
 * A preview of some directories.
 *
 * @internal
 */
export interface DirectoriesArguments extends PreviewSettings {
  source: 'directories';
  directories: string[];
  config?: string;
}

/**
 * A preview of the account that a config connects to.
 *
 * @internal
 */
export interface AccountArguments extends PreviewSettings {
  source: 'account';
  config: string;
}

/**
 * What was asked of `preview`.
 *
 * @internal
 */
export type PreviewArguments =
  | { help: true }
  | DirectoriesArguments
  | AccountArguments;

/**
 * The text of `preview --help`.
 *
 * @internal
 */
export const PREVIEW_USAGE = `Usage: npm run --silent preview -- DIR [DIR ...] [options]
       npm run --silent preview -- --account --config FILE [options]

Shows what the catalog module would emit for the dbt artifacts in DIR: manifest.json and,
where they exist, catalog.json, run_results*.json and sources.json, each plain or gzipped;
or for the projects of a dbt Cloud account, before anything is installed.

  --account           the account that the config connects to, instead of directories
  --config FILE       YAML with the fields of one provider, e.g. namePrefix, defaultOwner;
                      for an account accessUrl and token too, e.g. token: \${DBT_CLOUD_TOKEN}
  --warehouse FILE    YAML with the entities already in the catalog: tables, Users, Groups
  --output FORMAT     summary (default), yaml or json
  --now DATE          the day to preview for, e.g. 2026-01-31; today by default
`;

/**
 * Reads the arguments of `preview`.
 *
 * @throws InputError that says which argument is wrong.
 * @internal
 */
export function parsePreviewArguments(args: string[]): PreviewArguments {
  const { values, positionals } = parse(args);
  if (values.help) {
    return { help: true };
  }
  const output = OUTPUTS.find(name => name === values.output);
  if (!output) {
    throw new InputError(
      `--output takes ${OUTPUTS.join(', ')}, not ${values.output}`,
    );
  }
  const now = values.now === undefined ? new Date() : new Date(values.now);
  if (Number.isNaN(now.getTime())) {
    throw new InputError(
      `--now takes a date such as 2026-01-31, not ${values.now}`,
    );
  }
  const { warehouse } = values;
  return {
    ...readSource(positionals, values),
    help: false,
    warehouse,
    output,
    now,
  };
}

function readSource(
  directories: string[],
  { account, config }: { account: boolean; config?: string },
):
  | Pick<DirectoriesArguments, 'source' | 'directories' | 'config'>
  | Pick<AccountArguments, 'source' | 'config'> {
  if (!account && directories.length === 0) {
    throw new InputError(
      'expected a directory with a manifest.json, or --account',
    );
  }
  if (!account) {
    return { source: 'directories', directories, config };
  }
  if (directories.length > 0) {
    throw new InputError('expected either directories or --account, not both');
  }
  if (config === undefined) {
    throw new InputError(
      '--account needs --config FILE with accessUrl and token',
    );
  }
  return { source: 'account', config };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        account: { type: 'boolean', default: false },
        config: { type: 'string' },
        warehouse: { type: 'string' },
        output: { type: 'string', default: 'summary' },
        now: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new InputError((error as Error).message.split('\n')[0]);
  }
}
