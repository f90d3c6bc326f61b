/** A text or bytes as a stream of chunks of one size. */
export async function* chunksOf(
  content: string | Uint8Array,
  size: number = 64 * 1024,
): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}
