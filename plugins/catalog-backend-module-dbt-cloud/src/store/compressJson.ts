import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/**
 * A value as JSON, compressed off the event loop.
 *
 * @internal
 */
export function compressJson(json: string): Promise<Buffer> {
  return gzipAsync(json);
}

/**
 * The value that {@link compressJson} was given as JSON.
 *
 * @internal
 */
export async function decompressJson<T>(content: Buffer): Promise<T> {
  return JSON.parse((await gunzipAsync(content)).toString('utf8'));
}

/**
 * Tells whether a row's content changed, without reading the content back.
 *
 * @internal
 */
export function contentHash(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, 27);
}
