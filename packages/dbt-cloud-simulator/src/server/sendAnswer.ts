import { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Fault, FaultPace } from '../faults';
import { Answer } from './Answer';

/**
 * Sends an answer, compressed where the client takes that, and breaks off or takes its
 * time where a fault says so. Gives the bytes of the body that were sent.
 *
 * @internal
 */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  { cut, pace }: Pick<Fault, 'cut' | 'pace'> = {},
): Promise<number> {
  const body = cut ? answer.body.subarray(0, cut.afterBytes) : answer.body;
  const compressed = acceptsGzip(request) && !cut && !pace;
  const bytes = compressed ? gzipSync(body) : body;
  const broken = cut && cut.ending !== 'end';
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    'content-length': broken ? answer.body.length : bytes.length,
  });
  if (pace) {
    await sendSlowly(response, bytes, pace);
  } else if (!broken) {
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

async function sendSlowly(
  response: ServerResponse,
  bytes: Buffer,
  { pieces, pause }: FaultPace,
): Promise<void> {
  const size = Math.ceil(bytes.length / pieces);
  for (let from = 0; from < bytes.length && !response.destroyed; from += size) {
    await wait(pause);
    response.write(bytes.subarray(from, from + size));
  }
  response.end();
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
}
