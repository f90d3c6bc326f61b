import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const CORPUS =
  process.env.DBT_CLOUD_CORPUS ??
  resolve(__dirname, '../../../../../../shared/corpus');

/**
 * Like `describe`, but for tests over real artifacts. They are no part of this repository, so
 * where `DBT_CLOUD_CORPUS` does not lead to them, the tests are skipped.
 */
export const describeWithCorpus: jest.Describe = existsSync(CORPUS)
  ? describe
  : describe.skip;

/** The real artifacts with one of the given file names, by their path in the corpus. */
export function corpusFiles(...names: string[]): string[] {
  if (!existsSync(CORPUS)) {
    return ['none'];
  }
  return (readdirSync(CORPUS, { recursive: true }) as string[])
    .filter(path => names.some(name => path.endsWith(`/${name}.json.gz`)))
    .sort();
}

/** Where a real artifact is. */
export function corpusPath(file: string): string {
  return join(CORPUS, file);
}

/** The unpacked bytes of a real artifact. */
export function readCorpusFile(file: string): Buffer {
  return gunzipSync(readFileSync(corpusPath(file)));
}
