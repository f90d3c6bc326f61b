import {
  createServer,
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'http';
import { AddressInfo } from 'net';

export interface ReceivedRequest {
  url: URL;
  headers: IncomingHttpHeaders;
}

/** An HTTP server on loopback that keeps what it was asked. */
export class TestServer {
  readonly requests: ReceivedRequest[] = [];
  readonly #server: Server;

  private constructor(handler: RequestListener) {
    this.#server = createServer((request, response) => {
      this.requests.push({
        url: new URL(request.url ?? '/', 'http://127.0.0.1'),
        headers: request.headers,
      });
      handler(request, response);
    });
  }

  static async start(
    handler: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<TestServer> {
    const server = new TestServer(handler);
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** The envelope of a success. */
export function envelope(data: unknown, totalCount?: number): unknown {
  return {
    status: {
      code: 200,
      is_success: true,
      user_message: 'Success!',
      developer_message: '',
    },
    data,
    ...(totalCount !== undefined && {
      extra: { pagination: { total_count: totalCount } },
    }),
  };
}

/** The body of a failure. */
export function failure(code: number, message: string): unknown {
  return {
    status: {
      code,
      is_success: false,
      user_message: message,
      developer_message: null,
    },
    data: null,
  };
}
