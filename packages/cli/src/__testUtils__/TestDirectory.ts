import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A temporary directory for the files of one test. */
export class TestDirectory {
  #path = '';

  static create(): TestDirectory {
    const directory = new TestDirectory();
    directory.#make();
    return directory;
  }

  /** In each test of the file or the block that calls this another, empty one. */
  static forEachTest(): TestDirectory {
    const directory = new TestDirectory();
    beforeEach(() => directory.#make());
    afterEach(() => directory.remove());
    return directory;
  }

  private constructor() {}

  get path(): string {
    return this.#path;
  }

  /** Text and bytes are written as they are, anything else as JSON; `.gz` is packed. */
  write(name: string, content: string | Buffer | object): string {
    const path = join(this.path, name);
    const bytes =
      typeof content === 'string' || Buffer.isBuffer(content)
        ? content
        : JSON.stringify(content);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
    return path;
  }

  join(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }

  #make(): void {
    this.#path = mkdtempSync(join(tmpdir(), 'dbt-cloud-cli-'));
  }
}
