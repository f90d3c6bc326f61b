import { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { FaultCut } from '../faults';
import { Answer } from './Answer';

/**
 * Sends an answer, compressed where the client takes that, and breaks off where a fault
 * says so. Gives the bytes of the body that were sent.
 *
 * @internal
 */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  cut?: FaultCut,
): number {
  const body = cut ? answer.body.subarray(0, cut.afterBytes) : answer.body;
  const compressed = acceptsGzip(request) && !cut;
  const bytes = compressed ? gzipSync(body) : body;
  const broken = cut && cut.ending !== 'end';
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    'content-length': broken ? answer.body.length : bytes.length,
  });
  if (!broken) {
    response.end(bytes);
  } else {
    response.write(bytes, () => {
      if (cut.ending === 'reset') {
        response.destroy();
      }
    });
  }
  return bytes.length;
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
}
