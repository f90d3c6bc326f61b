import { StringDecoder } from 'node:string_decoder';

/**
 * The lines of a text, without their line feeds, however its bytes are cut.
 *
 * @internal
 */
export async function* splitLines(
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const part of bytes) {
    const lines = (rest + decoder.write(part)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) {
    yield rest;
  }
}
