import { gzipSync } from 'zlib';
import {
  connect,
  readAll,
  readError,
  useServers,
} from './__testUtils__/httpClients';
import { failure, sendJson } from './__testUtils__/TestServer';
import { DbtCloudRequestLimit } from './DbtCloudRequestLimit';

describe('HttpClient', () => {
  const serve = useServers();

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

  it('counts a file as a request under way until it is read', async () => {
    const server = await serve((_request, response) =>
      sendJson(response, 200, { ok: true }),
    );
    const client = connect(server, { limit: DbtCloudRequestLimit.create(1) });
    const body = await client.getFile(`${server.url}/file`);
    const answer = client.getJson(`${server.url}/next`);
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(server.requests).toHaveLength(1);
    await readAll(body!);
    expect(await answer).toEqual({ ok: true });
  });
});
