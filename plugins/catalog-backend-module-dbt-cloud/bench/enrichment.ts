import { parseArgs } from 'node:util';
import { Figure } from './Figure';
import { measureProcessor } from './measureProcessor';
import { measureTableRefresh } from './measureTableRefresh';

const USAGE = `npm run bench -- enrichment [--quick] [--json]`;

const TABLES_IN_MEMORY = 50_000;
const TOUCHED_TABLES = 1_000;
const ROUNDS = 7;
const QUICK_ROUNDS = 3;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const rounds = values.quick ? QUICK_ROUNDS : ROUNDS;
  const print = values.json ? printJson : printText;
  (await measureProcessor(TABLES_IN_MEMORY)).forEach(print);
  (await measureTableRefresh(TOUCHED_TABLES, rounds)).forEach(print);
}

function printJson(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

function printText({ what, value, unit = '' }: Figure): void {
  process.stdout.write(
    `${what.padEnd(64)} ${value.toFixed(2).padStart(8)} ${unit}`.trimEnd(),
  );
  process.stdout.write('\n');
}

main().then(
  // The catalogs leave timers behind.
  () => process.exit(),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
