import { Measurement } from './messages';

/** One line of the report. */
export interface Row extends Measurement {
  database: string;
  models: number;
  /** What is measured. */
  name: string;
}

/** Takes one row after the other. */
export type Report = (row: Row) => void;

const COLUMNS: Array<[title: string, width: number, (row: Row) => string]> = [
  ['database', 9, row => row.database],
  ['models', 7, row => String(row.models)],
  ['sync', 20, row => row.name],
  ['seconds', 8, row => row.seconds.toFixed(1)],
  ['cpu s', 7, row => row.cpuSeconds.toFixed(1)],
  ['peak MB', 8, row => row.peakMegabytes.toFixed(0)],
  ['p99 ms', 7, row => row.p99DelayMs.toFixed(1)],
  ['idle p99', 9, row => row.p99IdleDelayMs.toFixed(1)],
  ['longest ms', 11, row => row.longestDelayMs.toFixed(0)],
  ['touched', 8, row => String(row.touched.length)],
  ['reads', 6, row => String(row.reads)],
  ['writes', 7, row => String(row.writes)],
  ['rows', 7, row => String(row.rows)],
];

/** Prints a table, or a line of JSON for each row. */
export function createReporter(format: 'table' | 'json'): Report {
  if (format === 'json') {
    return ({ touched, ...row }) =>
      printLine(JSON.stringify({ ...row, touched: touched.length }));
  }
  let isHeaderPrinted = false;
  return row => {
    if (!isHeaderPrinted) {
      isHeaderPrinted = true;
      printLine(COLUMNS.map(([title, width]) => title.padEnd(width)).join(' '));
    }
    printLine(
      COLUMNS.map(([, width, cellOf]) => cellOf(row).padEnd(width)).join(' '),
    );
  };
}

function printLine(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`);
}
