import {
  DbtRunResult,
  InvocationHeader,
} from 'backstage-plugin-dbt-cloud-node';

/**
 * The commands whose results say how nodes and tests fared.
 *
 * @internal
 */
export const RESULT_COMMANDS = [
  'run',
  'build',
  'test',
  'seed',
  'snapshot',
  'retry',
];

/**
 * The results of an invocation that say how nodes and tests fared. `success` on a test says that it
 * was compiled, and an operation is no node.
 *
 * @returns undefined where it was another command, or one with only a part of the data
 * @internal
 */
export function selectOutcomes(
  header: InvocationHeader,
  results: DbtRunResult[],
): DbtRunResult[] | undefined {
  const { command = '', isPartialData } = header;
  return RESULT_COMMANDS.includes(command) && !isPartialData
    ? results.filter(isOutcome)
    : undefined;
}

function isOutcome({ uniqueId, status }: DbtRunResult): boolean {
  const [type] = uniqueId.split('.', 1);
  const isTest = type === 'test' || type === 'unit_test';
  return type !== 'operation' && !(isTest && status === 'success');
}
