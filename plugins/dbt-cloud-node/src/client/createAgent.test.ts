import { createServer } from 'http';
import { createServer as createHttpsServer } from 'https';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { AddressInfo, connect, Server } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { generate } from 'selfsigned';
import { HttpClient, HttpClientOptions } from './HttpClient';

const { cert, private: key } = generate(
  [{ name: 'commonName', value: 'localhost' }],
  {
    algorithm: 'sha256',
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  },
);

describe('createAgent', () => {
  const servers: Server[] = [];
  const connections: string[] = [];
  let directory: string;
  let caFile: string;

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  async function startHttps(): Promise<string> {
    const server = createHttpsServer({ cert, key }, (_request, response) =>
      response.end('{"ok":true}'),
    );
    return `https://localhost:${await listen(server)}`;
  }

  /** A proxy that lets through who knows the password. */
  async function startProxy(): Promise<string> {
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      connections.push(request.url!);
      const expected = Buffer.from('me:pass word').toString('base64');
      if (request.headers['proxy-authorization'] !== `Basic ${expected}`) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      const [, port] = request.url!.split(':');
      const target = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      socket.on('error', () => target.destroy());
      target.on('error', () => socket.destroy());
    });
    return `127.0.0.1:${await listen(proxy)}`;
  }

  function getJson(origin: string, options: Partial<HttpClientOptions>) {
    const client = HttpClient.create({
      origin,
      token: 't',
      retry: { retries: 0 },
      ...options,
    });
    return client.getJson(`${origin}/`, AbortSignal.timeout(5_000));
  }

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-client-'));
    caFile = join(directory, 'ca.pem');
    writeFileSync(caFile, cert);
  });

  afterEach(() => {
    connections.length = 0;
    for (const server of servers.splice(0)) {
      server.close();
      if ('closeAllConnections' in server) {
        (server as ReturnType<typeof createServer>).closeAllConnections();
      }
    }
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('trusts the certificates of caFile, and without it does not', async () => {
    const origin = await startHttps();
    await expect(getJson(origin, { caFile })).resolves.toEqual({ ok: true });
    await expect(getJson(origin, {})).rejects.toMatchObject({
      name: 'DbtCloudUnavailableError',
      message: expect.stringContaining('self-signed certificate'),
    });
  });

  it('goes through the proxy', async () => {
    const origin = await startHttps();
    const proxy = `http://me:pass%20word@${await startProxy()}`;
    const answer = getJson(origin, { caFile, proxy });
    await expect(answer).resolves.toEqual({ ok: true });
    expect(connections).toEqual([new URL(origin).host]);
  });

  it('goes through the proxy to plain HTTP as well', async () => {
    const server = createServer((_request, response) => response.end('[]'));
    const origin = `http://127.0.0.1:${await listen(server)}`;
    const proxy = `http://me:pass%20word@${await startProxy()}`;
    await expect(getJson(origin, { proxy })).resolves.toEqual([]);
    expect(connections).toHaveLength(1);
  });

  it('does not show the password of a proxy that refuses', async () => {
    const origin = await startHttps();
    const proxy = `http://me:hunter2@${await startProxy()}`;
    await expect(getJson(origin, { proxy })).rejects.toMatchObject({
      name: 'DbtCloudUnavailableError',
      message: expect.stringMatching(/^((?!hunter2).)*407((?!hunter2).)*$/),
    });
  });

  it('refuses what is no proxy and no file', async () => {
    const origin = 'https://localhost';
    await expect(async () =>
      getJson(origin, { proxy: 'me:hunter2@proxy' }),
    ).rejects.toThrow(/^The proxy is not a web address/);
    await expect(async () =>
      getJson(origin, { caFile: join(directory, 'missing.pem') }),
    ).rejects.toThrow(/caFile '.*missing\.pem' cannot be read.*ENOENT/);
  });
});
