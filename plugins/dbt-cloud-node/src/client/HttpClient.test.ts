import { IncomingMessage, ServerResponse } from 'http';
import { gzipSync } from 'zlib';
import { HttpClient, HttpClientOptions } from './HttpClient';
import { failure, sendJson, TestServer } from './__testUtils__/TestServer';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const token = 'dbtc_secret';
const html = '<!DOCTYPE html>\n<html>\n  <title>Sign in</title></html>';

describe('HttpClient', () => {
  const servers: TestServer[] = [];

  async function serve(...handlers: Handler[]): Promise<TestServer> {
    let count = 0;
    const server = await TestServer.start((request, response) => {
      const handler = handlers[Math.min(count, handlers.length - 1)];
      count += 1;
      handler(request, response);
    });
    servers.push(server);
    return server;
  }

  function connect(
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

  async function readError(promise: Promise<unknown>): Promise<Error> {
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

  async function readAll(
    body: AsyncIterable<unknown> | unknown[],
  ): Promise<string> {
    let text = '';
    for await (const chunk of body) {
      text += String(chunk);
    }
    return text;
  }

  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

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

  describe('what happens on the way', () => {
    it('tries again after a reset and a body that breaks off', async () => {
      const server = await serve(
        request => request.socket.destroy(),
        (_request, response) => {
          response.writeHead(200, { 'Content-Length': 100 }).write('{"data":');
          setTimeout(() => response.destroy(), 5);
        },
        (_request, response) => sendJson(response, 200, { ok: true }),
      );
      expect(await connect(server).getJson(server.url)).toEqual({ ok: true });
    });

    it('uses a connection again', async () => {
      const ports = new Set<number | undefined>();
      const server = await serve((request, response) => {
        ports.add(request.socket.remotePort);
        sendJson(response, request.url === '/missing' ? 404 : 200, {});
      });
      const client = connect(server);
      for (const path of ['/', '/missing', '/file', '/']) {
        const body = await client.getFile(`${server.url}${path}`);
        await readAll(body ?? []);
        await client.getJson(server.url);
      }
      expect(ports.size).toBe(1);
    });

    it('explains that nobody listens', async () => {
      const server = await TestServer.start(() => {});
      const client = connect(server);
      const { url } = server;
      await server.stop();
      expect(await readError(client.getJson(url))).toMatchObject({
        name: 'DbtCloudUnavailableError',
        message: expect.stringMatching(/ECONNREFUSED.*Check that this host/),
      });
    });

    it.each([
      ['no answer', () => {}],
      [
        'half an answer',
        (_request, response) => {
          response.writeHead(200, { 'Content-Length': 100 }).write('{');
        },
      ],
    ] as Array<[string, Handler]>)(
      'does not wait for %s',
      async (_, handler) => {
        const server = await serve(handler);
        const client = connect(server, {
          timeouts: { request: 30 },
          retry: { retries: 1, minWait: 1 },
        });
        expect(await readError(client.getJson(server.url))).toMatchObject({
          name: 'DbtCloudUnavailableError',
          message: expect.stringContaining('no answer within 0.03 seconds'),
        });
        expect(server.requests).toHaveLength(2);
      },
    );

    it('ends with the signal of its caller', async () => {
      const server = await serve(() => {});
      const controller = new AbortController();
      const answer = connect(server).getJson(server.url, controller.signal);
      setTimeout(() => controller.abort(new Error('shutting down')), 20);
      await expect(answer).rejects.toThrow('shutting down');
      expect(server.requests).toHaveLength(1);
    });

    it('asks nothing with a signal that is aborted', async () => {
      const server = await serve(() => {});
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(connect(server).getJson(server.url, signal)).rejects.toThrow(
        'too late',
      );
      expect(server.requests).toHaveLength(0);
    });

    it('says what it waited for when the signal ends a wait', async () => {
      const server = await serve((_request, response) =>
        sendJson(response, 429, failure(429, 'Slow')),
      );
      const controller = new AbortController();
      const answer = connect(server).getJson(server.url, controller.signal);
      setTimeout(() => controller.abort(), 50);
      await expect(answer).rejects.toMatchObject({
        name: 'DbtCloudRateLimitError',
      });
    });

    it('leaves nothing behind on a long-lived signal', async () => {
      const server = await serve((_request, response) =>
        sendJson(response, 200, {}),
      );
      const { signal } = new AbortController();
      const add = jest.spyOn(signal, 'addEventListener');
      const remove = jest.spyOn(signal, 'removeEventListener');
      const client = connect(server);
      await client.getJson(server.url, signal);
      await readAll((await client.getFile(server.url, signal))!);
      await new Promise(setImmediate);
      const removed = remove.mock.calls.map(([, listener]) => listener);
      expect(add.mock.calls.length).toBeGreaterThan(1);
      expect(
        add.mock.calls.filter(([, listener]) => !removed.includes(listener)),
      ).toEqual([]);
    });
  });

  describe('files', () => {
    it('come as a stream, unzipped', async () => {
      const server = await serve((_request, response) =>
        response
          .writeHead(200, { 'Content-Encoding': 'gzip' })
          .end(gzipSync('{"nodes": {}}')),
      );
      const body = await connect(server).getFile(server.url);
      expect(await readAll(body!)).toBe('{"nodes": {}}');
      expect(server.requests[0].headers['accept-encoding']).toContain('gzip');
    });

    it('may be missing', async () => {
      const server = await serve((_request, response) =>
        sendJson(response, 404, failure(404, 'Not found')),
      );
      expect(await connect(server).getFile(server.url)).toBeUndefined();
    });

    it.each([
      ['without a length', {}],
      ['with a length', { 'Content-Length': 100 }],
    ])('fail at once when they break off, %s', async (_, headers) => {
      const server = await serve((_request, response) => {
        response.writeHead(200, headers).write('{"nodes"');
        setTimeout(() => response.destroy(), 20);
      });
      const body = await connect(server).getFile(server.url);
      expect(await readError(readAll(body!))).toMatchObject({
        name: 'DbtCloudUnavailableError',
        message: expect.stringContaining('failed on the way: the connection'),
      });
    });

    it('fail when they are no gzip', async () => {
      const server = await serve((_request, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{}{}{}{}'),
      );
      const body = await connect(server).getFile(server.url);
      expect(await readError(readAll(body!))).toMatchObject({
        name: 'DbtCloudUnavailableError',
        message: expect.stringContaining('incorrect header check'),
      });
    });

    it('may be read slowly, but not sent slowly', async () => {
      const big = 'x'.repeat(1_000_000);
      const server = await serve((_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write(big);
      });
      const client = connect(server, { timeouts: { stall: 40 } });
      const body = await client.getFile(server.url);
      await new Promise(resolve => setTimeout(resolve, 150));
      let length = 0;
      const reading = (async () => {
        for await (const chunk of body!) {
          length += chunk.length;
        }
      })();
      expect((await readError(reading)).message).toContain('nothing came');
      expect(length).toBe(big.length);
    });

    it('may not be read forever', async () => {
      const server = await serve((_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(timer));
      });
      const client = connect(server, { timeouts: { artifact: 50 } });
      const body = await client.getFile(server.url);
      expect((await readError(readAll(body!))).message).toContain(
        'not read within 0.05 seconds',
      );
    });

    it('end with the signal of their caller, and close the connection', async () => {
      let closed = false;
      const server = await serve((_request, response) => {
        response.writeHead(200).write('x');
        response.on('close', () => {
          closed = true;
        });
      });
      const controller = new AbortController();
      const body = await connect(server).getFile(server.url, controller.signal);
      setTimeout(() => controller.abort(new Error('shutting down')), 10);
      await expect(readAll(body!)).rejects.toThrow('shutting down');
      await new Promise(resolve => setTimeout(resolve, 20));
      expect(closed).toBe(true);
    });

    it('close the connection when their reader leaves early', async () => {
      let closed = false;
      const server = await serve((_request, response) => {
        response.writeHead(200).write('x');
        response.on('close', () => {
          closed = true;
        });
      });
      const body = await connect(server).getFile(server.url);
      body!.destroy();
      await new Promise(resolve => setTimeout(resolve, 30));
      expect(closed).toBe(true);
    });
  });

  describe('redirects', () => {
    it('are followed with the token at the same origin', async () => {
      const server = await serve(
        (_request, response) =>
          response.writeHead(301, { Location: '/with/slash/' }).end(),
        (_request, response) => sendJson(response, 200, { ok: true }),
      );
      const url = `${server.url}/with/slash`;
      expect(await connect(server).getJson(url)).toEqual({ ok: true });
      expect(server.requests[1].url.pathname).toBe('/with/slash/');
      expect(server.requests[1].headers.authorization).toBeDefined();
    });

    it('are followed without the token to another origin', async () => {
      const storage = await serve((_request, response) => response.end('file'));
      const server = await serve((_request, response) =>
        response
          .writeHead(302, { Location: `${storage.url}/f?Signature=abc` })
          .end(),
      );
      const body = await connect(server).getFile(server.url);
      expect(await readAll(body!)).toBe('file');
      expect(storage.requests[0].headers.authorization).toBeUndefined();
    });

    it('do not show where they led when that fails', async () => {
      const storage = await TestServer.start(() => {});
      const location = `${storage.url}/f?Signature=abc`;
      await storage.stop();
      const server = await serve((_request, response) =>
        response.writeHead(302, { Location: location }).end(),
      );
      const error = await readError(connect(server).getFile(server.url));
      expect(error.message).toContain('ECONNREFUSED');
      expect(error.message).not.toContain('Signature');
    });

    it('end somewhere', async () => {
      const server = await serve((_request, response) =>
        response.writeHead(302, { Location: '/' }).end(),
      );
      const error = await readError(connect(server).getJson(server.url));
      expect(error.message).toContain('redirects in a circle');
      expect(server.requests).toHaveLength(6);
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
    const client = connect(server, { concurrency: 3 });
    const urls = Array.from({ length: 12 }, (_, i) => `${server.url}/${i}`);
    await Promise.all([
      ...urls.map(url => client.getJson(url)),
      ...urls.map(async url => readAll((await client.getFile(url))!)),
    ]);
    expect(server.requests).toHaveLength(24);
    expect(most).toBe(3);
  });

  it('counts a file as a request under way until it is read', async () => {
    const server = await serve((_request, response) =>
      sendJson(response, 200, { ok: true }),
    );
    const client = connect(server, { concurrency: 1 });
    const body = await client.getFile(`${server.url}/file`);
    const answer = client.getJson(`${server.url}/next`);
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(server.requests).toHaveLength(1);
    await readAll(body!);
    expect(await answer).toEqual({ ok: true });
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
