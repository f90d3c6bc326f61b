import { createReadStream } from 'node:fs';
import type { DbtFreshnessResult, DbtRunResult } from '../project/results';
import { chunksOf } from './__testUtils__/chunks';
import {
  corpusFiles,
  corpusPath,
  describeWithCorpus,
} from './__testUtils__/corpus';
import { readRunResults } from './readRunResults';
import { readSources } from './readSources';

const METADATA = {
  dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
  generated_at: '2026-01-01T00:00:00Z',
  invocation_id: 'abc',
};

async function read(artifact: object) {
  const results: DbtRunResult[] = [];
  const { header, problems } = await readRunResults(
    chunksOf(JSON.stringify(artifact), 30),
    { name: 'run_results.json', onResult: result => void results.push(result) },
  );
  return { results, header, problems };
}

describe('readRunResults', () => {
  it('reads results and the command that they come from', async () => {
    const { results, header, problems } = await read({
      metadata: METADATA,
      results: [
        {
          unique_id: 'model.shop.orders',
          status: 'success',
          timing: [
            { name: 'compile', started_at: '1', completed_at: '2' },
            { name: 'execute', started_at: '3', completed_at: '4' },
          ],
          execution_time: 0.5,
          adapter_response: { rows_affected: 7, query_id: 'q' },
          message: 'CREATE TABLE',
          failures: null,
          compiled_code: 'select 1',
        },
        { unique_id: 'test.shop.x.1', status: 'fail', timing: [], failures: 3 },
        { unique_id: '', status: 'pass' },
        null,
      ],
      args: { which: 'run', rpc_method: 'docs.generate', empty: true },
    });
    expect(results).toEqual([
      {
        uniqueId: 'model.shop.orders',
        status: 'success',
        startedAt: '3',
        completedAt: '4',
        executionSeconds: 0.5,
        message: 'CREATE TABLE',
        rowsAffected: 7,
      },
      { uniqueId: 'test.shop.x.1', status: 'fail', failures: 3 },
    ]);
    expect(header).toEqual({
      generatedAt: '2026-01-01T00:00:00Z',
      invocationId: 'abc',
      schemaVersion: 6,
      command: 'docs generate',
      isPartialData: true,
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'run_results.json: a result is left out: it has no unique_id',
      'run_results.json: a result is left out: it is no object',
    ]);
  });

  it.each([
    [{ which: 'generate' }, 'docs generate'],
    [{ which: 'build' }, 'build'],
    [null, undefined],
  ])('reads the command of %j', async (args, command) => {
    const { header } = await read({ metadata: METADATA, results: [], args });
    expect(header.command).toBe(command);
  });

  it('refuses another artifact', async () => {
    await expect(read({ nodes: {} })).rejects.toThrow(/no run-results/);
  });
});

describe('readSources', () => {
  it('reads how fresh sources are, and why it is not known', async () => {
    const results: DbtFreshnessResult[] = [];
    await readSources(
      chunksOf(
        JSON.stringify({
          metadata: {},
          results: [
            {
              unique_id: 'source.shop.raw.a',
              status: 'warn',
              max_loaded_at: '2026-01-01T00:00:00Z',
              snapshotted_at: '2026-01-01T01:00:00Z',
              max_loaded_at_time_ago_in_s: 3600,
              criteria: {
                warn_after: { count: 12, period: 'hour' },
                error_after: { count: null, period: null },
              },
            },
            {
              unique_id: 'source.shop.raw.b',
              status: 'runtime error',
              error: 'no such table',
            },
          ],
        }),
      ),
      { name: 'sources.json', onResult: result => void results.push(result) },
    );
    expect(results).toEqual([
      {
        uniqueId: 'source.shop.raw.a',
        status: 'warn',
        maxLoadedAt: '2026-01-01T00:00:00Z',
        snapshottedAt: '2026-01-01T01:00:00Z',
        ageSeconds: 3600,
        warnAfter: { count: 12, period: 'hour' },
      },
      {
        uniqueId: 'source.shop.raw.b',
        status: 'runtime error',
        error: 'no such table',
      },
    ]);
  });
});

describeWithCorpus('real results', () => {
  it.each(corpusFiles('run_results', 'sources'))('%s is read', async file => {
    let results = 0;
    const isSources = file.endsWith('/sources.json.gz');
    const { header } = await (isSources ? readSources : readRunResults)(
      createReadStream(corpusPath(file)),
      { name: file, onResult: () => void results++ },
    );
    expect(results).toBeGreaterThan(0);
    expect(isSources || header.command).toBeTruthy();
  });
});
