#!/usr/bin/env node
import { runDoctor } from './doctor/runDoctor';
import { runHealth } from './health/runHealth';
import { runPreview } from './preview/runPreview';

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  doctor: runDoctor,
  health: runHealth,
  preview: runPreview,
};

async function main([name, ...args]: string[]): Promise<number> {
  const command = COMMANDS[name ?? ''];
  if (!command) {
    process.stderr.write(
      `dbt-cloud-cli: expected a command: ${Object.keys(COMMANDS).join(
        ', ',
      )}\n`,
    );
    return 2;
  }
  return command(args);
}

// Node.js 24 deprecates what node-fetch 2 calls, about which nobody at the command line can do anything.
process.noDeprecation = true;

// Whoever reads the output may have seen enough of it: `preview DIR | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit(0);
});

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`dbt-cloud-cli: ${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
