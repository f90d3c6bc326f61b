import type { InvocationHeader } from '../project/results';
import type { DbtProblem } from '../project/types';
import { ArtifactError } from './ArtifactError';
import type { ArtifactSource, ReadOptions } from './ArtifactSource';
import { EntryReader, isJsonObject } from './EntryReader';
import { expectKind } from './expectKind';
import type { JsonPlan, JsonSelection } from './json/JsonPlan';
import { splitJson } from './json/splitJson';
import { readMetadata } from './readMetadata';
import { withoutUndefined } from './withoutUndefined';

/**
 * What to read of an artifact with results.
 *
 * @public
 */
export interface ResultsReadOptions<T> extends ReadOptions {
  /** Receives each result, in the order of the file. The reading waits for a promise it returns. */
  onResult?: (result: T) => void | Promise<void>;
}

/**
 * What stands around the results of an artifact, some of it behind them.
 *
 * @public
 */
export interface ResultsReadResult {
  header: InvocationHeader;
  problems: DbtProblem[];
}

/** How the results of one kind of artifact are read. */
export interface ResultsFormat<T> {
  kind: string;
  select: JsonSelection;
  /** A text says why a result cannot be read. */
  read(uniqueId: string, entry: EntryReader): T | string;
}

const FULL_COMMANDS = new Map([
  ['generate', 'docs generate'],
  ['docs.generate', 'docs generate'],
  ['freshness', 'source freshness'],
  ['source.freshness', 'source freshness'],
]);

/** Reads an artifact that has a list of results: run results or sources. */
export async function readResults<T extends object>(
  source: ArtifactSource,
  format: ResultsFormat<T>,
  options: ResultsReadOptions<T>,
): Promise<ResultsReadResult> {
  const { name, onResult } = options;
  const plan: JsonPlan = new Map([
    ['metadata', { want: 'value', select: true }],
    ['args', { want: 'value', select: true }],
    ['results', { want: 'entries', select: () => format.select }],
  ]);
  const problems: DbtProblem[] = [];
  const values = new Map<string, unknown>();
  for await (const parts of splitJson(source, plan, options)) {
    for (const part of parts) {
      if (part.kind === 'value') {
        values.set(part.section, part.value);
      } else if (part.kind === 'start') {
        values.set(part.section, undefined);
      } else {
        const result = readResult(part.value, format);
        if (typeof result === 'string') {
          problems.push(leftOut(name, result));
        } else {
          await onResult?.(result);
        }
      }
    }
  }
  if (!values.has('metadata') && !values.has('results')) {
    throw new ArtifactError(
      name,
      `this is no ${format.kind} artifact of dbt: it has neither metadata nor results`,
    );
  }
  const metadata = readMetadata(values.get('metadata'));
  expectKind(name, metadata, format.kind);
  return {
    header: withoutUndefined({
      generatedAt: metadata.generatedAt,
      invocationId: metadata.invocationId,
      dbtVersion: metadata.dbtVersion,
      schemaVersion: metadata.version,
      ...readArguments(values.get('args')),
    }),
    problems,
  };
}

function readResult<T>(value: unknown, format: ResultsFormat<T>): T | string {
  if (!isJsonObject(value)) {
    return 'it is no object';
  }
  const entry = EntryReader.create(value);
  const uniqueId = entry.text('unique_id');
  return uniqueId ? format.read(uniqueId, entry) : 'it has no unique_id';
}

function leftOut(artifact: string, reason: string): DbtProblem {
  return {
    severity: 'error',
    code: 'result-malformed',
    message: `${artifact}: a result is left out: ${reason}`,
  };
}

/** `which` names only the last word of a command, and is `run` for everything in some versions. */
function readArguments(
  value: unknown,
): Pick<InvocationHeader, 'command' | 'isPartialData'> {
  const fields = isJsonObject(value) ? value : {};
  const args = EntryReader.create(fields);
  const command = args.text('rpc_method') ?? args.text('which');
  return {
    command: command && (FULL_COMMANDS.get(command) ?? command),
    isPartialData: fields.empty === true || Boolean(fields.sample),
  };
}
