import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { Knex } from 'knex';
import { inSlices } from '../inSlices';
import { readPages } from './readPages';
import { ProjectChunkRow } from './rows';
import { parseProject, serializeProject } from './serializeProject';
import { splitLines } from './splitLines';

const TABLE = 'dbt_cloud_project_chunks';

/** A row small enough for both databases to take and give it at once. */
const CHUNK_BYTES = 1024 * 1024;
/** Most projects are read by one statement, and none takes much memory beside what it is. */
const CHUNKS_PER_STATEMENT = 8;

/**
 * The projects, compressed, in rows of limited size. A project is written beside the one that it
 * replaces, under a revision of its own: whoever still reads the old one gets all of it or nothing.
 *
 * @internal
 */
export class ProjectChunks {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Writes the project, unless it is the current one.
   *
   * @returns its revision
   */
  async write(
    environment: number,
    project: DbtProject,
    current: string | undefined,
  ): Promise<string> {
    const { revision, chunks } = await compressProject(project);
    if (revision === current) {
      return revision;
    }
    // What a process left behind that died while it wrote.
    await this.removeOthers(this.#knex, environment, current);
    for (const [position, content] of chunks.entries()) {
      await this.#knex(TABLE).insert({
        environment,
        revision,
        position,
        content,
      });
    }
    return revision;
  }

  /**
   * @returns undefined where the revision is no longer there, or was written by another version
   */
  async read(
    environment: number,
    revision: string,
  ): Promise<DbtProject | undefined> {
    const compressed = Readable.from(this.#chunks(environment, revision));
    const gunzip = compressed.pipe(createGunzip());
    compressed.on('error', error => gunzip.destroy(error));
    try {
      return await parseProject(inSlices(splitLines(gunzip)));
    } catch (error) {
      if (await this.#isIncomplete(environment, revision)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Removes all revisions but the valid one, if there is one. */
  async removeOthers(
    knex: Knex,
    environment: number,
    valid: string | undefined,
  ): Promise<void> {
    await knex(TABLE)
      .where({ environment })
      .whereNot({ revision: valid ?? '' })
      .delete();
  }

  async *#chunks(
    environment: number,
    revision: string,
  ): AsyncGenerator<Buffer> {
    const pages = readPages<Pick<ProjectChunkRow, 'position' | 'content'>>(
      () =>
        this.#knex(TABLE)
          .where({ environment, revision })
          .select('position', 'content'),
      ['position'],
      CHUNKS_PER_STATEMENT,
    );
    for await (const page of pages) {
      for (const { content } of page) {
        yield content;
      }
    }
  }

  /** Another replica removes a revision only after it has written the next one. */
  async #isIncomplete(environment: number, revision: string): Promise<boolean> {
    const first = await this.#knex(TABLE)
      .where({ environment, revision, position: 0 })
      .first('position');
    return first === undefined;
  }
}

async function compressProject(
  project: DbtProject,
): Promise<{ revision: string; chunks: Buffer[] }> {
  const hash = createHash('sha256');
  const lines = Readable.from(inSlices(serializeProject(project)));
  const gzip = lines.pipe(createGzip());
  lines.on('data', line => hash.update(line));
  lines.on('error', error => gzip.destroy(error));
  const parts: Buffer[] = [];
  for await (const part of gzip) {
    parts.push(part);
  }
  const compressed = Buffer.concat(parts);
  const chunks: Buffer[] = [];
  for (let start = 0; start < compressed.length; start += CHUNK_BYTES) {
    chunks.push(compressed.subarray(start, start + CHUNK_BYTES));
  }
  return { revision: hash.digest('hex').slice(0, 32), chunks };
}
