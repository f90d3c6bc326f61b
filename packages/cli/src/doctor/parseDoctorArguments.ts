import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';

const OUTPUTS = ['text', 'json'] as const;

/**
 * How a diagnosis is printed.
 *
 * @internal
 */
export type DoctorOutput = (typeof OUTPUTS)[number];

/**
 * What was asked of `doctor`.
 *
 * @internal
 */
export type DoctorArguments =
  | { help: true }
  | { help: false; config: string; output: DoctorOutput };

/**
 * The text of `doctor --help`.
 *
 * @internal
 */
export const DOCTOR_USAGE = `Usage: npm run --silent doctor -- --config FILE [options]

Looks, step by step, at what a connection to dbt Cloud needs, and says what to do about what is
missing. The exit code is 1 where something must be done.

  --config FILE       YAML with the fields of one provider: accessUrl, token, ...;
                      \${NAME} stands for an environment variable
  --output FORMAT     text (default): a line for each check; or json: one document
`;

/**
 * Reads the arguments of `doctor`.
 *
 * @throws InputError that says which argument is wrong.
 * @internal
 */
export function parseDoctorArguments(args: string[]): DoctorArguments {
  const values = parse(args);
  if (values.help) {
    return { help: true };
  }
  const output = OUTPUTS.find(name => name === values.output);
  if (!output) {
    throw new InputError(
      `--output takes ${OUTPUTS.join(', ')}, not ${values.output}`,
    );
  }
  if (values.config === undefined) {
    throw new InputError(
      'expected --config FILE with accessUrl and token of a connection',
    );
  }
  return { help: false, config: values.config, output };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        config: { type: 'string' },
        output: { type: 'string', default: 'text' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new InputError((error as Error).message.split('\n')[0]);
  }
}
