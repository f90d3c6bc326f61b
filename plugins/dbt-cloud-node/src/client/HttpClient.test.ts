import {
  connect,
  html,
  readAll,
  readError,
  useServers,
} from './__testUtils__/httpClients';
import { failure, sendJson } from './__testUtils__/TestServer';
import { DbtCloudRequestLimit } from './DbtCloudRequestLimit';
import { HttpClient } from './HttpClient';

describe('HttpClient', () => {
  const serve = useServers();

  describe('answers that are no success', () => {
    it.each([
      [401, 'DbtCloudAuthenticationError', /Invalid.*access URL shown in/],
      [403, 'DbtCloudPermissionError', /Invalid.*"Job viewer"/],
      [404, 'DbtCloudPermissionError', /Invalid.*"Job viewer"/],
      [400, 'DbtCloudResponseError', /400 "Invalid token\."/],
    ])('%s is asked for once and explained', async (status, name, message) => {
      const server = await serve((_request, response) =>
        sendJson(response, status, failure(status, 'Invalid token.')),
      );
      const url = `${server.url}/x/`;
      const error = await readError(connect(server).getJson(url));
      expect(error).toMatchObject({ name, status, url });
      expect(error.message).toMatch(message);
      expect(server.requests).toHaveLength(1);
    });

    it('are told of with the time of the server, like any answer', async () => {
      const server = await serve(
        (_request, response) => {
          response.setHeader('Date', 'Wed, 21 Oct 2026 07:28:00 GMT');
          sendJson(response, 503, failure(503, 'Busy.'));
        },
        (_request, response) => {
          response.setHeader('Date', 'yesterday');
          sendJson(response, 200, { data: 1 });
        },
      );
      const answers: unknown[] = [];
      const client = connect(server, { onAnswer: info => answers.push(info) });
      await client.getJson(`${server.url}/x/`);
      expect(answers).toEqual([
        { status: 503, date: new Date('2026-10-21T07:28:00Z') },
        { status: 200, date: undefined },
      ]);
    });

    it('believes the envelope where it tells of a failure', async () => {
      const server = await serve((_request, response) =>
        sendJson(response, 200, failure(401, 'Invalid token.')),
      );
      const error = await readError(connect(server).getJson(server.url));
      expect(error).toMatchObject({
        name: 'DbtCloudAuthenticationError',
        status: 401,
      });
    });

    it.each([500, 502, 503, 504])('%s is tried again', async status => {
      const server = await serve(
        (_request, response) => response.writeHead(status).end(html),
        (_request, response) => response.writeHead(status).end(),
        (_request, response) => sendJson(response, 200, { ok: true }),
      );
      expect(await connect(server).getJson(server.url)).toEqual({ ok: true });
      expect(server.requests).toHaveLength(3);
    });

    it('are told of before they are waited out', async () => {
      const server = await serve(
        (_request, response) => response.writeHead(503).end(),
        (_request, response) =>
          sendJson(response, 429, failure(429, 'Slow'), { 'Retry-After': '0' }),
        (_request, response) => response.writeHead(503).end(),
      );
      const told: string[] = [];
      const client = connect(server, {
        onRetry: ({ problem }) => told.push(problem),
      });
      await readError(client.getJson(server.url));
      expect(told).toEqual([
        `dbt Cloud answered 503 to GET ${server.url}: dbt Cloud has a fault`,
        `dbt Cloud answered 429 "Slow" to GET ${server.url}: too many requests for this account`,
      ]);
    });

    it('gives up after so many tries', async () => {
      const server = await serve((_request, response) =>
        response.writeHead(503).end(html),
      );
      const error = await readError(connect(server).getJson(server.url));
      expect(error).toMatchObject({
        name: 'DbtCloudUnavailableError',
        message: expect.stringMatching(/answered 503 "<!DOCTYPE html> <html>/),
      });
      expect(server.requests).toHaveLength(3);
    });

    it('waits as long as it is told after too many requests', async () => {
      const server = await serve(
        (_request, response) =>
          sendJson(response, 429, failure(429, 'Slow'), { 'Retry-After': '1' }),
        (_request, response) => sendJson(response, 200, {}),
      );
      const start = Date.now();
      await connect(server).getJson(server.url);
      expect(Date.now() - start).toBeGreaterThanOrEqual(990);
    });

    it.each([
      ['dbt Cloud', 'application/json'],
      ['a gateway', 'text/html'],
    ])('does not wait longer than it may for %s', async (_, type) => {
      const server = await serve((_request, response) =>
        response.writeHead(429, { 'Content-Type': type }).end(),
      );
      const client = connect(server, { retry: { maxRetryAfter: 60_000 } });
      const error = await readError(client.getJson(server.url));
      expect(error).toMatchObject({
        name: 'DbtCloudRateLimitError',
        retryAfterMs: 300_000,
        message: expect.stringContaining('300 seconds'),
      });
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('answers that are something else', () => {
    it.each([200, 401, 403, 404])(
      'shows how a page begins: %s',
      async status => {
        const server = await serve((_request, response) =>
          response.writeHead(status, { 'Content-Type': 'text/html' }).end(html),
        );
        const error = await readError(connect(server).getJson(server.url));
        expect(error).toMatchObject({
          name: 'DbtCloudResponseError',
          message: expect.stringMatching(
            /<!DOCTYPE html> <html> <title>.*that is no .* but text\/html/,
          ),
        });
        expect(server.requests).toHaveLength(1);
      },
    );

    it('does not take a page for an artifact', async () => {
      const server = await serve((_request, response) =>
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(html),
      );
      const client = connect(server);
      await expect(
        client.getFile(`${server.url}/manifest.json`),
      ).rejects.toMatchObject({
        name: 'DbtCloudResponseError',
        message: expect.stringContaining('no artifact but text/html'),
      });
      const page = await client.getFile(`${server.url}/static_index.html`);
      expect(await readAll(page!)).toBe(html);
    });

    it('hides a token that the server repeats', async () => {
      const server = await serve((request, response) =>
        response.writeHead(400).end(`Sent: ${request.headers.authorization}`),
      );
      const error = await readError(connect(server).getJson(server.url));
      expect(error.message).toContain('Sent: Token [token]');
    });
  });

  it('keeps to the limit of requests at once', async () => {
    let current = 0;
    let most = 0;
    const server = await serve((_request, response) => {
      current += 1;
      most = Math.max(most, current);
      setTimeout(() => {
        current -= 1;
        sendJson(response, 200, {});
      }, 5);
    });
    const client = connect(server, { limit: DbtCloudRequestLimit.create(3) });
    const urls = Array.from({ length: 12 }, (_, i) => `${server.url}/${i}`);
    await Promise.all([
      ...urls.map(url => client.getJson(url)),
      ...urls.map(async url => readAll((await client.getFile(url))!)),
    ]);
    expect(server.requests).toHaveLength(24);
    expect(most).toBe(3);
  });

  it.each(['', ' ', 'two words', 'new\nline', 'clé'])(
    'refuses the token %p without repeating it',
    bad => {
      expect(() =>
        HttpClient.create({ origin: 'http://127.0.0.1', token: bad }),
      ).toThrow(/^The dbt Cloud token is empty, or holds spaces/);
    },
  );
});
