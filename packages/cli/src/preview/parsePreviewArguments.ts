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
 * What was asked of `preview`.
 *
 * @internal
 */
export interface PreviewArguments {
  directories: string[];
  /** Whether to preview the account of the config instead of directories. */
  account: boolean;
  config?: string;
  warehouse?: string;
  output: PreviewOutput;
  now: Date;
  help: boolean;
}

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
  if (!values.help) {
    checkSource(positionals, values);
  }
  return {
    directories: positionals,
    account: values.account,
    config: values.config,
    warehouse: values.warehouse,
    output,
    now,
    help: values.help,
  };
}

function checkSource(
  directories: string[],
  options: { account: boolean; config?: string },
): void {
  if (options.account && directories.length > 0) {
    throw new InputError('expected either directories or --account, not both');
  }
  if (options.account && options.config === undefined) {
    throw new InputError(
      '--account needs --config FILE with accessUrl and token',
    );
  }
  if (!options.account && directories.length === 0) {
    throw new InputError(
      'expected a directory with a manifest.json, or --account',
    );
  }
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
