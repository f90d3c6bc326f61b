import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders';
import { type Artifact, type Measurement, measure } from './measure';
import { writeCatalog, writeManifest } from './writeArtifacts';

const MEGABYTE = 1024 * 1024;
const QUICK_SIZES = [10, 100];
const ALL_SIZES = [10, 100, 400, 700];
const USAGE = `npm run bench -- [--quick] [--json] [--size MEGABYTES]... [--only CONTENDER]... [--runs N]`;

type Row = {
  artifact: Artifact;
  manifestMegabytes: number;
  contender: string;
} & (Measurement | { failure: string });

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      size: { type: 'string', multiple: true },
      only: { type: 'string', multiple: true },
      runs: { type: 'string', default: '1' },
      measure: { type: 'string', multiple: true },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
  } else if (values.measure) {
    const [contender, artifact, file] = values.measure;
    const result = await measure(contender, artifact as Artifact, file);
    process.stdout.write(JSON.stringify(result));
  } else {
    const sizes =
      values.size?.map(Number) ?? (values.quick ? QUICK_SIZES : ALL_SIZES);
    const contenders = values.only ?? Object.keys(CONTENDERS);
    const report = values.json ? reportJson : reportLine;
    await compare(sizes, contenders, Number(values.runs), report);
  }
}

async function compare(
  sizes: number[],
  contenders: string[],
  runs: number,
  report: (row: Row) => void,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-bench-'));
  try {
    for (const manifestMegabytes of sizes) {
      const manifest = join(directory, 'manifest.json');
      const catalog = join(directory, 'catalog.json');
      const models = await writeManifest(
        manifest,
        manifestMegabytes * MEGABYTE,
      );
      await writeCatalog(catalog, models);
      for (const [artifact, file] of [
        ['manifest', manifest],
        ['catalog', catalog],
      ] as const) {
        for (const contender of contenders) {
          const measured = fastest(contender, artifact, file, runs);
          report({ artifact, manifestMegabytes, contender, ...measured });
        }
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function fastest(
  contender: string,
  artifact: Artifact,
  file: string,
  runs: number,
): Measurement | { failure: string } {
  let best: Measurement | undefined;
  for (let run = 0; run < runs; run++) {
    try {
      const measured = measureInProcess(contender, artifact, file);
      if (!best || measured.seconds < best.seconds) {
        best = measured;
      }
    } catch (error) {
      return { failure: describeFailure(error) };
    }
  }
  return best!;
}

function measureInProcess(
  contender: string,
  artifact: Artifact,
  file: string,
): Measurement {
  const output = execFileSync(
    process.execPath,
    [
      '--expose-gc',
      '--max-old-space-size=16000',
      __filename,
      ...[contender, artifact, file].flatMap(value => ['--measure', value]),
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return JSON.parse(output);
}

function describeFailure(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  const line = stderr?.split('\n').find(text => /Error/.test(text));
  return (line ?? String(error)).trim();
}

function reportJson(row: Row): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

const COLUMNS = [
  ['artifact', 9],
  ['manifest', 9],
  ['contender', 22],
  ['entries', 8],
  ['seconds', 8],
  ['cpu s', 8],
  ['peak MB', 8],
  ['kept MB', 8],
  ['longest delay ms', 17],
  ['p99 ms', 8],
] as const;
let isHeaderPrinted = false;

function reportLine(row: Row): void {
  if (!isHeaderPrinted) {
    isHeaderPrinted = true;
    printLine(COLUMNS.map(([title]) => title));
  }
  const start = [row.artifact, `${row.manifestMegabytes} MB`, row.contender];
  printLine(
    'failure' in row
      ? [...start, row.failure]
      : [
          ...start,
          String(row.count),
          row.seconds.toFixed(2),
          row.cpuSeconds.toFixed(2),
          row.peakMegabytes.toFixed(0),
          row.retainedMegabytes.toFixed(1),
          row.longestDelayMs.toFixed(1),
          row.p99DelayMs.toFixed(1),
        ],
  );
}

function printLine(cells: string[]): void {
  const padded = cells.map((cell, index) => cell.padEnd(COLUMNS[index][1]));
  process.stdout.write(`${padded.join(' ').trimEnd()}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
