import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openArtifact } from './openArtifact';
import { readFileInChunks } from './readFileInChunks';

describe('readFileInChunks', () => {
  const directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-node-'));
  const file = join(directory, 'manifest.json');
  afterAll(() => rmSync(directory, { recursive: true }));

  async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
    const copies: Buffer[] = [];
    for await (const chunk of source) {
      copies.push(Buffer.from(chunk));
      // Time for the next chunk to be read.
      await new Promise(resolve => setTimeout(resolve, 2));
    }
    return Buffer.concat(copies);
  }

  it.each([0, 1, 1024 * 1024, 5_000_000])(
    'reads a file of %d bytes',
    async size => {
      const content = randomBytes(size);
      writeFileSync(file, content);
      const bytes = await readAll(readFileInChunks(file));
      expect(bytes.equals(content)).toBe(true);
    },
  );

  it('reads a gzipped artifact of many chunks', async () => {
    const content = randomBytes(8_000_000);
    writeFileSync(file, gzipSync(content));
    const bytes = await readAll(
      openArtifact(readFileInChunks(file), { name: 'manifest.json' }),
    );
    expect(bytes.equals(content)).toBe(true);
  });

  it('throws what the file system says', async () => {
    await expect(
      readAll(readFileInChunks(join(directory, 'missing'))),
    ).rejects.toThrow(expect.objectContaining({ code: 'ENOENT' }));
    await expect(readAll(readFileInChunks(directory))).rejects.toThrow(
      expect.objectContaining({ code: 'EISDIR' }),
    );
  });

  it('closes the file when the reading ends early', async () => {
    writeFileSync(file, randomBytes(4_000_000));
    const openBefore = readdirSync('/dev/fd').length;
    const chunks = readFileInChunks(file);
    await chunks.next();
    expect(readdirSync('/dev/fd').length).toBe(openBefore + 1);
    await chunks.return(undefined);
    expect(readdirSync('/dev/fd').length).toBe(openBefore);
  });
});
