import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';

/** Writes an artifact of any size, section by section. */
export class ArtifactWriter {
  /** How many bytes there are so far. */
  written = 0;
  readonly #stream: WriteStream;

  static create(file: string): ArtifactWriter {
    return new ArtifactWriter(createWriteStream(file));
  }

  private constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.written += bytes.length;
    if (!this.#stream.write(bytes)) {
      await once(this.#stream, 'drain');
    }
  }

  async section(
    name: string,
    entries: Iterable<[string, unknown]>,
  ): Promise<void> {
    await this.write(`, ${JSON.stringify(name)}: {`);
    let separator = '';
    for (const [key, value] of entries) {
      await this.write(`${separator}${JSON.stringify(key)}: ${toJson(value)}`);
      separator = ', ';
    }
    await this.write('}');
  }

  async close(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'finish');
  }
}

/** JSON as Python's `json.dumps`, and so dbt, writes it: with spaces, and in ASCII alone. */
export function toJson(value: unknown): string {
  return spaced(value).replace(
    /[\u0080-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(spaced).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value);
}
