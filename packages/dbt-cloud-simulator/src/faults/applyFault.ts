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
    body: readBody(fault.body) ?? editBody(answer.body, fault.edit),
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

function editBody(body: Buffer, edit: Fault['edit']): Buffer {
  if (!edit) {
    return body;
  }
  const document = JSON.parse(body.toString());
  edit(document);
  return Buffer.from(JSON.stringify(document));
}
