import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * Most rows have a few kilobytes: with little memory they are compressed as well, and five times as
 * fast. That is too little work for a thread of its own to pay.
 */
const SMALL = { memLevel: 5, windowBits: 13 };

/**
 * JSON as it is kept in a row.
 *
 * @internal
 */
export function compressJson(json: string): Buffer {
  return gzipSync(json, SMALL);
}

/**
 * The value that {@link compressJson} was given as JSON.
 *
 * @internal
 */
export function decompressJson<T>(content: Buffer): T {
  return JSON.parse(gunzipSync(content).toString('utf8'));
}

/**
 * Tells whether a row's content changed, without reading the content back.
 *
 * @internal
 */
export function contentHash(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, 27);
}
