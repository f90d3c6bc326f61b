import { oneLine } from '../output/oneLine';
import { print } from '../output/print';
import { formatPreview } from './formatPreview';
import {
  parsePreviewArguments,
  AccountArguments,
  DirectoriesArguments,
  PREVIEW_USAGE,
  PreviewOutput,
} from './parsePreviewArguments';
import { previewDirectories } from './previewDirectories';
import { previewEnvironments } from './previewEnvironments';
import { PreviewOutcome } from './PreviewOutcome';

/**
 * The command `preview`: what the catalog module would emit for the artifacts of some directories, or
 * of an account. One that cannot be read leaves nothing on standard output and one line on
 * standard error; of several, each stands alone.
 *
 * @returns the exit code.
 * @internal
 */
export async function runPreview(args: string[]): Promise<number> {
  try {
    const parsed = parsePreviewArguments(args);
    if (parsed.help) {
      await print(PREVIEW_USAGE);
      return 0;
    }
    return await printOutcomes(parsed);
  } catch (error) {
    process.stderr.write(`preview: ${oneLine(error)}\n`);
    return 1;
  }
}

async function printOutcomes(
  args: DirectoriesArguments | AccountArguments,
): Promise<number> {
  const { output } = args;
  if (args.source === 'directories' && args.directories.length === 1) {
    for await (const outcome of previewDirectories(args)) {
      if (outcome.result === 'failed') {
        throw outcome.error;
      }
      await print(formatPreview(outcome.preview, output));
    }
    return 0;
  }

  let exitCode = 0;
  const outcomes =
    args.source === 'account'
      ? previewEnvironments(args)
      : previewDirectories(args);
  for await (const outcome of outcomes) {
    await printOneOfSeveral(outcome, output);
    if (outcome.result === 'failed') {
      exitCode = 1;
    }
  }
  return exitCode;
}

async function printOneOfSeveral(
  outcome: PreviewOutcome,
  output: PreviewOutput,
): Promise<void> {
  const { label, fields } = outcome;
  if (outcome.result === 'previewed') {
    const heading = output === 'summary' ? `${label}: ` : '';
    const document = { ...fields, ...outcome.preview };
    await print(`${heading}${formatPreview(document, output)}`);
  } else if (output === 'json') {
    const failure = { ...fields, error: oneLine(outcome.error) };
    await print(`${JSON.stringify(failure)}\n`);
  } else {
    process.stderr.write(`preview: ${label}: ${oneLine(outcome.error)}\n`);
  }
}
