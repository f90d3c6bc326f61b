import { isError } from '@backstage/errors';
import { previewProjects } from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import { createPreview } from './Preview';
import { formatPreview } from './formatPreview';
import {
  parsePreviewArguments,
  PreviewArguments,
  PREVIEW_USAGE,
} from './parsePreviewArguments';
import { readDirectory } from './readDirectory';
import { readConfigFile, readEntitiesFile } from './readYaml';

/**
 * The command `preview`: what the catalog module would emit for the artifacts of some directories.
 * One that cannot be read leaves nothing on standard output and one line on standard error;
 * of several, each stands alone.
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
    return await previewDirectories(parsed);
  } catch (error) {
    process.stderr.write(`preview: ${oneLine(error)}\n`);
    return 1;
  }
}

async function previewDirectories(args: PreviewArguments): Promise<number> {
  const plan = previewProjects({
    config: await readConfigFile(args.config),
    configPath: args.config ?? 'config',
    entities: await readEntitiesFile(args.warehouse),
    now: args.now,
  });

  async function preview(directory: string) {
    const { project, problems } = await readDirectory(directory);
    return createPreview(project, problems, await plan(project));
  }

  const { directories, output } = args;
  if (directories.length === 1) {
    await print(formatPreview(await preview(directories[0]), output));
    return 0;
  }

  let exitCode = 0;
  for (const directory of directories) {
    try {
      const document = { directory, ...(await preview(directory)) };
      if (output === 'summary') {
        await print(`${directory}: `);
      }
      await print(formatPreview(document, output));
    } catch (error) {
      exitCode = 1;
      if (output === 'json') {
        const failure = { directory, error: oneLine(error) };
        await print(`${JSON.stringify(failure)}\n`);
      } else {
        process.stderr.write(`preview: ${oneLine(error)}\n`);
      }
    }
  }
  return exitCode;
}

/** Waits until a pipe has taken the text: a large document is more than it holds at once. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, error => (error ? reject(error) : resolve()));
  });
}

function oneLine(error: unknown): string {
  const message = isError(error) ? error.message : String(error);
  return message.replace(/\s*\n\s*/g, ' ');
}
