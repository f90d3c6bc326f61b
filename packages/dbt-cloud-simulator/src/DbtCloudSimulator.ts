import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from './faults';
import { applyFault } from './faults/applyFault';
import { FaultList } from './faults/FaultList';
import { Answer } from './server/Answer';
import { answerRequest } from './server/answerRequest';
import { invalidToken, notFound } from './server/envelope';
import { isAuthorized } from './server/isAuthorized';
import { sendAnswer } from './server/sendAnswer';
import { DbtCloudWorld } from './world';

/** @public */
export interface DbtCloudSimulatorOptions {
  world: DbtCloudWorld;
  /** Any free port where it is left out. */
  port?: number;
  host?: string;
  /** The only token that it accepts. */
  token?: string;
}

/**
 * A request that the simulator has answered.
 *
 * @public
 */
export interface RecordedRequest {
  method: string;
  /** The host that was asked for, with its port where it has one of its own. */
  host: string;
  /** With its query. */
  path: string;
  status: number;
  /** Of the body, as sent. */
  bytes: number;
}

/**
 * A dbt Cloud that runs on this machine: the part of the Admin API that tells of
 * accounts, projects, environments, jobs, runs and artifacts, over real HTTP.
 *
 * @example
 * ```ts
 * const simulator = await DbtCloudSimulator.start({ world: exampleCompany() });
 * // accessUrl: simulator.url, token: simulator.token
 * await simulator.close();
 * ```
 *
 * @public
 */
export class DbtCloudSimulator {
  /** May be changed at any time. */
  readonly world: DbtCloudWorld;
  /** The access URL, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Every request so far, oldest first. */
  readonly requests: RecordedRequest[] = [];

  readonly #server: Server;
  readonly #faults = new FaultList();
  #requestsUnderWay = 0;
  #mostRequestsAtOnce = 0;

  static async start(
    options: DbtCloudSimulatorOptions,
  ): Promise<DbtCloudSimulator> {
    const { world, port = 0, host = '127.0.0.1', token } = options;
    const server = createServer();
    server.listen(port, host);
    await once(server, 'listening');
    return new DbtCloudSimulator(server, world, token ?? 'dbtc_simulator');
  }

  private constructor(server: Server, world: DbtCloudWorld, token: string) {
    const { address, port } = server.address() as AddressInfo;
    this.url = `http://${address}:${port}`;
    this.world = world;
    this.token = token;
    this.#server = server;
    server.on('request', (request, response) => {
      this.#handle(request, response).catch(error => response.destroy(error));
    });
    // As a proxy to whatever host it answers itself
    server.on('connect', (_request, socket: Duplex) => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.emit('connection', socket);
    });
  }

  /** How many requests there have been under way at the same time, at most. */
  get mostRequestsAtOnce(): number {
    return this.#mostRequestsAtOnce;
  }

  /** Spoils the next requests that the fault describes. */
  addFault(fault: Fault): void {
    this.#faults.add(fault);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Stops listening, and ends the connections that are still open. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    this.#countUntilClosed(response);
    const fault = this.#faults.take({ path, accept: request.headers.accept });
    if (fault?.delay) {
      await wait(fault.delay);
    }
    const answer = applyFault(this.#answer(request, fault?.query), fault);
    fault?.afterwards?.();
    const bytes = await sendAnswer(request, response, answer, fault);
    const { host = '' } = request.headers;
    this.requests.push({ method, host, path, status: answer.status, bytes });
  }

  #countUntilClosed(response: ServerResponse): void {
    this.#requestsUnderWay += 1;
    this.#mostRequestsAtOnce = Math.max(
      this.#mostRequestsAtOnce,
      this.#requestsUnderWay,
    );
    response.once('close', () => {
      this.#requestsUnderWay -= 1;
    });
  }

  #answer(request: IncomingMessage, query: Fault['query'] = {}): Answer {
    if (!isAuthorized(request.headers.authorization, this.token)) {
      return invalidToken();
    }
    if (request.method !== 'GET') {
      return notFound();
    }
    const target = new URL(request.url ?? '/', this.url);
    for (const [name, value] of Object.entries(query)) {
      target.searchParams.set(name, value);
    }
    return answerRequest(this.world, this.url, target);
  }
}
