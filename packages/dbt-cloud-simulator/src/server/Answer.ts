/**
 * What the simulator answers with, before it is compressed, broken by a fault and sent.
 *
 * @internal
 */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** @internal */
export function jsonAnswer(status: number, content: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(content)),
  };
}

/** @internal */
export function fileAnswer(path: string, body: Buffer): Answer {
  const type = path.endsWith('.json') ? 'application/json' : 'text/plain';
  return { status: 200, headers: { 'content-type': type }, body };
}

/** @internal */
export function redirect(location: string): Answer {
  return { status: 301, headers: { location }, body: Buffer.alloc(0) };
}
