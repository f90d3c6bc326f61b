import { gzipSync } from 'node:zlib';
import { chunksOf } from './__testUtils__/chunks';
import { openArtifact } from './openArtifact';

async function readAll(content: string | Uint8Array, size: number) {
  const chunks = [];
  for await (const chunk of openArtifact(chunksOf(content, size), {
    name: 'manifest.json',
  })) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

describe('openArtifact', () => {
  const text = 'é{"a": 1}'.repeat(20_000);

  it.each([
    [1, text.slice(0, 1000)],
    [1000, text],
    [10_000_000, text],
  ])(
    'yields the bytes, gzipped or not, from chunks of %d bytes',
    async (size, content) => {
      await expect(readAll(content, size)).resolves.toBe(content);
      await expect(readAll(gzipSync(content), size)).resolves.toBe(content);
      await expect(readAll('', size)).resolves.toBe('');
    },
  );

  it('refuses damaged packing', async () => {
    const zipped = gzipSync(text);
    zipped[zipped.length - 6] ^= 1;
    await expect(readAll(zipped, 100)).rejects.toThrow(
      /manifest.json.*damaged/,
    );
  });

  it('lets the event loop have its turns, however fast the source is', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    for await (const chunk of openArtifact(chunksOf(Buffer.alloc(2 ** 25)), {
      name: 'manifest.json',
    })) {
      // Some work for each chunk, as a reader would do.
      const end = performance.now() + 0.5;
      while (performance.now() < end) {
        expect(chunk.length).toBeGreaterThan(0);
      }
    }
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('closes its source when the reading ends early', async () => {
    let isClosed = false;
    async function* source() {
      try {
        for (;;) {
          yield Buffer.from('some bytes');
        }
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of openArtifact(source(), { name: 'm' })) {
      break;
    }
    expect(isClosed).toBe(true);
  });
});
