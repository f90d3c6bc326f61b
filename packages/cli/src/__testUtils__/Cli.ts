import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { Preview } from '../preview/Preview';

const ROOT = resolve(__dirname, '../../../..');

/** What a command left behind. */
export interface CliResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** The command line as users run it: one built file, in a process of its own. */
export class Cli {
  #path = '';

  /** What the tests share of the file or the block that calls this: it is built before them. */
  static forTests(): Cli {
    const cli = new Cli();
    beforeAll(async () => {
      cli.#path = await build();
    });
    return cli;
  }

  private constructor() {}

  /** The built file. */
  get path(): string {
    return this.#path;
  }

  /** Runs it under Node.js. */
  run(...args: string[]): Promise<CliResult> {
    return run(process.execPath, [this.path, ...args]);
  }

  /** Runs `preview` with JSON output, which must succeed in silence. */
  async previewJson(...args: string[]): Promise<Preview> {
    const { exitCode, stdout, stderr } = await this.run(
      'preview',
      ...args,
      '--output',
      'json',
    );
    if (exitCode !== 0 || stderr !== '') {
      throw new Error(`preview exited with ${exitCode}: ${stderr}`);
    }
    return JSON.parse(stdout);
  }
}

/** Builds it with the script that `npm run preview` builds it with. */
async function build(): Promise<string> {
  const script = pathToFileURL(resolve(ROOT, 'scripts/lib/buildCli.mjs'));
  const { stdout, stderr, exitCode } = await run(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { buildCli } from '${script}'; process.stdout.write(await buildCli());`,
  ]);
  if (exitCode !== 0) {
    throw new Error(`The command line could not be built: ${stderr}`);
  }
  return stdout;
}

/** Runs a command to its end. */
export async function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<CliResult> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((onExit, onError) => {
    child.once('error', onError);
    child.once('close', onExit);
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exit,
  ]);
  return { exitCode, stdout, stderr };
}
