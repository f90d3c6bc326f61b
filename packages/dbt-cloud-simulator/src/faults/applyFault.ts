import { Answer, jsonAnswer } from '../server/Answer';
import { Fault } from './Fault';

/**
 * The answer that a fault leaves of an answer.
 *
 * @internal
 */
export function applyFault(answer: Answer, fault: Fault | undefined): Answer {
  if (!fault) {
    return answer;
  }
  return {
    status: fault.status ?? answer.status,
    headers: { ...answer.headers, ...fault.headers },
    body: readBody(fault.body) ?? answer.body,
  };
}

function readBody(body: Fault['body']): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) {
    return body;
  }
  return typeof body === 'string'
    ? Buffer.from(body)
    : jsonAnswer(200, body).body;
}
