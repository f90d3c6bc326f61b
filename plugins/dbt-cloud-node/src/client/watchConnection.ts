import { Agent, ClientRequest } from 'http';

/** What Node calls on an agent to send a request; its types leave it out. */
interface RequestAgent extends Agent {
  addRequest(request: ClientRequest, options: unknown): void;
}

/**
 * Tells of an answer whose connection closes before its end.
 *
 * @remarks
 *
 * Where an answer announces its length, `node-fetch` 2 takes no notice of that and leaves its
 * reader waiting (https://github.com/node-fetch/node-fetch/issues/1604).
 *
 * @param agent - the agent to send the request with
 * @param onBroken - called when the connection closes too early
 * @returns the agent to give to one request
 * @internal
 */
export function watchConnection(agent: Agent, onBroken: () => void): Agent {
  const watching: RequestAgent = Object.create(agent);
  watching.addRequest = (request, options) => {
    request.once('response', response => {
      response.once('close', () => {
        if (!response.complete) {
          onBroken();
        }
      });
    });
    (agent as RequestAgent).addRequest(request, options);
  };
  return watching;
}
