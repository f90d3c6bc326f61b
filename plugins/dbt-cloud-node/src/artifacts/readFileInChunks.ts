import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_SIZE = 1024 * 1024;

/**
 * The bytes of a file, to be given to the readers of artifacts.
 *
 * While one chunk is worked on the next one is read already, into the memory of the one before: a
 * chunk is good only until the next one is asked for. That spares a large file most of the time
 * that `createReadStream` takes.
 *
 * @public
 */
export async function* readFileInChunks(
  path: string,
): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    let spare = Buffer.allocUnsafeSlow(CHUNK_SIZE);
    let reading = read(file, Buffer.allocUnsafeSlow(CHUNK_SIZE));
    for (;;) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) {
        return;
      }
      reading = read(file, spare);
      yield buffer.subarray(0, bytesRead);
      spare = buffer;
    }
  } finally {
    await file.close();
  }
}

function read(file: FileHandle, buffer: Buffer) {
  const reading = file.read(buffer, 0, buffer.length, null);
  // What goes wrong is thrown where it is waited for, which may be later, or never.
  reading.catch(() => {});
  return reading;
}
