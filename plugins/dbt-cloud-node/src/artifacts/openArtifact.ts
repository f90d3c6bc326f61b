import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArtifactError } from './ArtifactError';
import type { ArtifactSource, ReadOptions } from './ArtifactSource';
import { EventLoopTurn } from './EventLoopTurn';

const MAX_CHUNK = 64 * 1024;

/**
 * The bytes of an artifact, unpacked if they are gzipped, in chunks that are quickly read. Between
 * them the event loop gets its turn, however fast the source is.
 *
 * What the source throws is thrown on as it is; broken packing is an {@link ArtifactError}.
 */
export async function* openArtifact(
  source: ArtifactSource,
  options: ReadOptions,
): AsyncGenerator<Buffer> {
  const turn = EventLoopTurn.create();
  for await (const bytes of unpack(source, options.name)) {
    options.signal?.throwIfAborted();
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let start = 0; start < chunk.length; start += MAX_CHUNK) {
      yield chunk.subarray(start, start + MAX_CHUNK);
      if (turn.isOver) {
        await turn.yield();
        options.signal?.throwIfAborted();
      }
    }
  }
}

async function* unpack(
  source: ArtifactSource,
  name: string,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    const head = await readHead(iterator);
    const bytes = resume(head, iterator);
    yield* isGzip(head) ? gunzip(bytes, name) : bytes;
  } finally {
    await iterator.return?.();
  }
}

/** The first two bytes at least, if there are as many. */
async function readHead(iterator: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done) {
      break;
    }
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resume(
  head: Buffer,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head;
  for (;;) {
    const next = await iterator.next();
    if (next.done) {
      return;
    }
    yield next.value;
  }
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip({ chunkSize: MAX_CHUNK });
  pipeline(Readable.from(copyEach(bytes)), unzip, () => {});
  try {
    yield* unzip;
  } catch (error) {
    throw isZlibError(error)
      ? new ArtifactError(
          name,
          'the gzipped file is damaged or cut off: fetch it again',
          unzip.bytesWritten,
        )
      : error;
  }
}

/** A stream asks for more before it is done with what it has, which the source may overwrite. */
async function* copyEach(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    yield Buffer.from(chunk);
  }
}

function isZlibError(error: unknown): boolean {
  return String((error as { code?: unknown } | undefined)?.code).startsWith(
    'Z_',
  );
}
