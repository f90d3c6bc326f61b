import { ErrorLike, InputError, isError } from '@backstage/errors';
import fetch, { Response } from 'node-fetch';
import { Readable } from 'stream';
import { finished } from 'stream/promises';
import {
  createAgent,
  CreateAgentResult,
  DbtCloudNetworkOptions,
} from './createAgent';
import { DbtCloudRequestLimit } from './DbtCloudRequestLimit';
import { DbtCloudResponseError, DbtCloudUnavailableError } from './errors';
import { GuardedBody } from './GuardedBody';
import {
  Answer,
  createAnswerError,
  createUnexpectedTypeError,
  isPage,
  isSuccess,
  readAnswer,
} from './readAnswer';
import { RequestSignal } from './RequestSignal';
import { watchConnection } from './watchConnection';
import {
  DbtCloudRetryOptions,
  DbtCloudRetryReason,
  withRetries,
} from './withRetries';

const MAX_REDIRECTS = 5;
const REDIRECT_STATUSES = [301, 302, 303, 307, 308];

/**
 * How long things may take, in milliseconds.
 *
 * @public
 */
export interface DbtCloudTimeouts {
  /** Until an answer is complete; of an artifact, until it begins. One minute by default. */
  request?: number;
  /** Until the next piece of an artifact. 30 seconds by default. */
  stall?: number;
  /** Until an artifact is read to its end. 10 minutes by default. */
  artifact?: number;
}

/**
 * That an answer began to arrive, of whatever status.
 *
 * @public
 */
export interface DbtCloudAnswerInfo {
  status: number;
  /** The time on the clock of whoever answered; missing where the answer does not tell it. */
  date?: Date;
}

/** @internal */
export interface HttpClientOptions extends DbtCloudNetworkOptions {
  origin: string;
  token: string;
  userAgent?: string;
  timeouts?: DbtCloudTimeouts;
  retry?: DbtCloudRetryOptions;
  limit?: DbtCloudRequestLimit;
  onAnswer?: (answer: DbtCloudAnswerInfo) => void;
  onRetry?: (reason: DbtCloudRetryReason) => void;
}

/**
 * Asks one dbt Cloud over HTTP: with the token, within limits, again where that helps, and with
 * errors that say what to do.
 *
 * @internal
 */
export class HttpClient {
  readonly #origin: string;
  readonly #token: string;
  readonly #userAgent: string;
  readonly #timeouts: Required<DbtCloudTimeouts>;
  readonly #retry: Pick<HttpClientOptions, 'onRetry'> & DbtCloudRetryOptions;
  readonly #limit: DbtCloudRequestLimit;
  readonly #agent: CreateAgentResult;
  readonly #onAnswer: HttpClientOptions['onAnswer'];

  private constructor(options: HttpClientOptions) {
    const { timeouts } = options;
    this.#origin = options.origin;
    this.#token = options.token.trim();
    this.#userAgent = options.userAgent ?? 'backstage-plugin-dbt-cloud';
    this.#timeouts = {
      request: timeouts?.request ?? 60_000,
      stall: timeouts?.stall ?? 30_000,
      artifact: timeouts?.artifact ?? 10 * 60_000,
    };
    this.#retry = { ...options.retry, onRetry: options.onRetry };
    this.#limit = options.limit ?? DbtCloudRequestLimit.create();
    this.#agent = createAgent(options);
    this.#onAnswer = options.onAnswer;
  }

  static create(options: HttpClientOptions): HttpClient {
    if (!/^[\x21-\x7e]+$/.test(options.token.trim())) {
      throw new InputError(
        'The dbt Cloud token is empty, or holds spaces or other characters that no token has. Check where it is set.',
      );
    }
    return new HttpClient(options);
  }

  /** Reads a JSON document. */
  async getJson(url: string, signal?: AbortSignal): Promise<unknown> {
    return withRetries(
      () => this.#limit.run(() => this.#requestJson(url, signal)),
      { ...this.#retry, signal },
    );
  }

  /** Begins to read a file, which is missing where dbt Cloud answers 404. */
  async getFile(
    url: string,
    signal?: AbortSignal,
  ): Promise<Readable | undefined> {
    return withRetries(
      () => this.#limitFile(() => this.#openFile(url, signal)),
      { ...this.#retry, signal },
    );
  }

  async #requestJson(url: string, outer?: AbortSignal): Promise<unknown> {
    const request = RequestSignal.create(this.#timeouts.request, outer);
    try {
      const response = await this.#fetch(url, 'application/json', request);
      return readAnswer(await this.#readAnswer(url, response));
    } catch (error) {
      throw this.#explain(error, url, request, outer);
    } finally {
      request.release();
    }
  }

  async #openFile(
    url: string,
    outer?: AbortSignal,
  ): Promise<Readable | undefined> {
    const request = RequestSignal.create(this.#timeouts.request, outer);
    try {
      const response = await this.#fetch(url, '*/*', request);
      if (response.status === 404) {
        // Read to its end, so that the connection can be used again
        await response.text();
        request.release();
        return undefined;
      }
      if (!isSuccess(response.status)) {
        throw createAnswerError(await this.#readAnswer(url, response));
      }
      if (isPageInsteadOf(url, response)) {
        const answer = await this.#readAnswer(url, response);
        throw createUnexpectedTypeError(answer, 'artifact');
      }
      request.stopTimer();
      return GuardedBody.create(response.body, {
        stallTimeout: this.#timeouts.stall,
        totalTimeout: this.#timeouts.artifact,
        explain: error => this.#explain(error, url, request, outer),
        onTimeout: problem =>
          DbtCloudUnavailableError.forTimeout({ url }, problem),
        onClose: () => request.release(),
      });
    } catch (error) {
      const explained = this.#explain(error, url, request, outer);
      request.release();
      throw explained;
    }
  }

  /** A file takes its place among the requests at once until its body is over. */
  #limitFile(
    open: () => Promise<Readable | undefined>,
  ): Promise<Readable | undefined> {
    return new Promise((resolve, reject) => {
      this.#limit
        .run(async () => {
          const body = await open();
          resolve(body);
          if (body) {
            await finished(body);
          }
        })
        .catch(reject);
    });
  }

  /** Follows redirects itself, since `node-fetch` takes the token along to other ports. */
  async #fetch(
    url: string,
    accept: string,
    request: RequestSignal,
  ): Promise<Response> {
    let target = new URL(url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await fetch(target, {
        agent: address =>
          watchConnection(this.#agent(address), () => request.fail('broken')),
        redirect: 'manual',
        signal: request.signal,
        headers: {
          Accept: accept,
          'User-Agent': this.#userAgent,
          ...(target.origin === this.#origin && {
            Authorization: `Token ${this.#token}`,
          }),
        },
      });
      this.#onAnswer?.({
        status: response.status,
        date: parseDate(response.headers.get('date')),
      });
      const location = response.headers.get('location');
      if (!location || !REDIRECT_STATUSES.includes(response.status)) {
        return response;
      }
      response.body.resume();
      target = new URL(location, target);
      if (!/^https?:$/.test(target.protocol)) {
        break;
      }
    }
    throw DbtCloudResponseError.create(
      { url, status: 302 },
      'it redirects in a circle, or to what is no web page',
    );
  }

  async #readAnswer(url: string, response: Response): Promise<Answer> {
    return {
      url,
      status: response.status,
      contentType: response.headers.get('content-type'),
      retryAfter:
        response.headers.get('retry-after') ??
        response.headers.get('x-rate-limit-retry-after-seconds'),
      body: await response.text(),
      token: this.#token,
    };
  }

  #explain(
    error: unknown,
    url: string,
    request: RequestSignal,
    outer?: AbortSignal,
  ): Error {
    if (outer?.aborted) {
      return outer.reason;
    }
    if (request.failure === 'timeout') {
      const seconds = this.#timeouts.request / 1000;
      return DbtCloudUnavailableError.forTimeout(
        { url },
        `no answer within ${seconds} seconds`,
      );
    }
    if (request.failure === 'broken') {
      return DbtCloudUnavailableError.forNetwork(
        { url },
        'the connection closed before the end of the answer',
      );
    }
    if (isNetworkError(error)) {
      return DbtCloudUnavailableError.forNetwork({ url }, describe(error));
    }
    return error as Error;
  }
}

function parseDate(text: string | null): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** dbt's own pages are artifacts too, e.g. `static_index.html`; a login page is none. */
function isPageInsteadOf(url: string, response: Response): boolean {
  return (
    isPage(response.headers.get('content-type')) &&
    !new URL(url).pathname.endsWith('.html')
  );
}

/** Before the body these are errors of `node-fetch`, within it those of Node itself. */
function isNetworkError(error: unknown): error is ErrorLike {
  return isError(error) && (error.name === 'FetchError' || 'code' in error);
}

/** What went wrong, without the URL: that of a redirect may be signed. */
function describe(error: ErrorLike): string {
  return error.message.replace(/https?:\/\/\S+/g, 'its address');
}
