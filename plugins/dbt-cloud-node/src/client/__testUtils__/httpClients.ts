import { IncomingMessage, ServerResponse } from 'http';
import { HttpClient, HttpClientOptions } from '../HttpClient';
import { TestServer } from './TestServer';

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

export const token = 'dbtc_secret';
/** What a gateway or a login page answers. */
export const html = '<!DOCTYPE html>\n<html>\n  <title>Sign in</title></html>';

/**
 * Starts servers that stop after each test.
 *
 * @returns what starts one, with a handler for each request; the last one for all others
 */
export function useServers(): (...handlers: Handler[]) => Promise<TestServer> {
  const servers: TestServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });
  return async (...handlers) => {
    let count = 0;
    const server = await TestServer.start((request, response) => {
      const handler = handlers[Math.min(count, handlers.length - 1)];
      count += 1;
      handler(request, response);
    });
    servers.push(server);
    return server;
  };
}

/** A client that loses no time with retries. */
export function connect(
  server: TestServer,
  options: Partial<HttpClientOptions> = {},
): HttpClient {
  return HttpClient.create({
    origin: server.url,
    token,
    retry: { retries: 2, minWait: 1, maxWait: 2 },
    ...options,
  });
}

/** The error that something fails with, which is on one line and never has the token. */
export async function readError(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeDefined();
  const seen = `${error.stack} ${JSON.stringify(error)}`;
  expect(seen).not.toContain(token);
  expect(error.message).not.toContain('\n');
  return error;
}

export async function readAll(
  body: AsyncIterable<unknown> | unknown[],
): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += String(chunk);
  }
  return text;
}
