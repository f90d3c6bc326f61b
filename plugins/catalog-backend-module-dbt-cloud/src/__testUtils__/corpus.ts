import { existsSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Real artifacts, which are not part of this project. */
const CORPUS =
  process.env.DBT_CLOUD_CORPUS ??
  resolve(__dirname, '../../../../../shared/corpus');

/** Describes tests that read the corpus, and skips them where there is none. */
export const describeCorpus: jest.Describe = existsSync(CORPUS)
  ? describe
  : describe.skip;

/** The path of something in the corpus. */
export function corpusPath(path: string): string {
  return resolve(CORPUS, path);
}

/** The folders of the corpus that have all of some artifacts, each by its path in the corpus. */
export function corpusFolders(...artifacts: string[]): string[] {
  if (!existsSync(CORPUS)) {
    return ['none'];
  }
  const files = new Set(readdirSync(CORPUS, { recursive: true }) as string[]);
  const has = (folder: string, artifact: string) =>
    files.has(`${folder}/${artifact}.json.gz`);
  return [...new Set([...files].map(dirname))]
    .filter(folder => artifacts.every(artifact => has(folder, artifact)))
    .sort();
}
