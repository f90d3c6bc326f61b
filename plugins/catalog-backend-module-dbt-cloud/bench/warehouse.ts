import { execFileSync } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { attachNodes } from '../src/warehouse/attachNodes';
import { DEFAULT_TABLE_RULES } from '../src/warehouse/defaultTableRules';
import { readTables } from '../src/warehouse/readTables';
import {
  generateCatalog,
  generateProject,
  Warehouse,
  WAREHOUSES,
} from './generatedTables';

const USAGE = `npm run bench -- warehouse [--quick] [--json] [--models N]`;
const QUICK_MODELS = 10_000;
const ALL_MODELS = 50_000;
const RESOLUTION_MS = 1;
const SETTLE_MS = 50;

interface Row {
  models: number;
  /** How the tables are called. */
  tables: Warehouse;
  attached: number;
  seconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
  /** The memory of the process before, with the project in it. */
  startMegabytes: number;
  p99DelayMs: number;
  longestDelayMs: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      models: { type: 'string' },
      measure: { type: 'string' },
    },
  });
  const models = Number(
    values.models ?? (values.quick ? QUICK_MODELS : ALL_MODELS),
  );
  if (values.help) {
    printLine(USAGE);
  } else if (values.measure) {
    printLine(
      JSON.stringify(await measure(models, values.measure as Warehouse)),
    );
  } else {
    const rows = Object.keys(WAREHOUSES).map(warehouse =>
      measureInProcess(models, warehouse),
    );
    if (values.json) {
      rows.forEach(row => printLine(JSON.stringify(row)));
    } else {
      printTable(rows);
    }
  }
}

function measureInProcess(models: number, warehouse: string): Row {
  const output = execFileSync(
    process.execPath,
    [
      '--expose-gc',
      __filename,
      ...['--measure', warehouse, '--models', String(models)],
    ],
    { encoding: 'utf8' },
  );
  return JSON.parse(output);
}

/** Measures how long it takes to read the tables and to attach the models, in a process of its own. */
async function measure(models: number, tables: Warehouse): Promise<Row> {
  const project = generateProject(models);
  const services = generateCatalog(models, tables);
  globalThis.gc?.();
  const startMegabytes = process.memoryUsage().rss / 1024 / 1024;
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  await wait(SETTLE_MS);
  delays.reset();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const attachments = await attachNodes(project, [...project.nodes.values()], {
    tables: await readTables({ ...services, rules: DEFAULT_TABLE_RULES }),
    place: { adapterType: project.adapterType, deploymentType: 'production' },
    overrides: new Map(),
  });
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  // The timer that measures delays has to fire once more to see the last one.
  await wait(SETTLE_MS);
  delays.disable();
  return {
    models,
    tables,
    attached: attachments.filter(({ entityRef }) => entityRef).length,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    startMegabytes,
    p99DelayMs: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS),
    longestDelayMs: Math.max(0, delays.max / 1e6 - RESOLUTION_MS),
  };
}

const COLUMNS: Array<[title: string, width: number, (row: Row) => string]> = [
  ['models', 7, row => String(row.models)],
  ['tables named', 18, row => row.tables],
  ['attached', 9, row => String(row.attached)],
  ['seconds', 8, row => row.seconds.toFixed(2)],
  ['cpu s', 6, row => row.cpuSeconds.toFixed(2)],
  ['peak MB', 8, row => row.peakMegabytes.toFixed(0)],
  ['before MB', 10, row => row.startMegabytes.toFixed(0)],
  ['p99 ms', 7, row => row.p99DelayMs.toFixed(1)],
  ['longest ms', 11, row => row.longestDelayMs.toFixed(0)],
];

function printTable(rows: Row[]): void {
  printLine(COLUMNS.map(([title, width]) => title.padEnd(width)).join(' '));
  for (const row of rows) {
    printLine(
      COLUMNS.map(([, width, cellOf]) => cellOf(row).padEnd(width)).join(' '),
    );
  }
}

function printLine(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
