import {
  connect,
  Handler,
  readAll,
  readError,
  useServers,
} from './__testUtils__/httpClients';
import { failure, sendJson, TestServer } from './__testUtils__/TestServer';

describe('HttpClient', () => {
  const serve = useServers();

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
});
