import {
  DbtCloudAuthenticationError,
  DbtCloudPermissionError,
  DbtCloudRateLimitError,
  DbtCloudResponseError,
  DbtCloudUnavailableError,
} from './errors';
import { parseRetryAfter, RATE_LIMIT_COOLDOWN_MS } from './retryAfter';

const EXCERPT_LENGTH = 120;

/** @internal */
export interface Answer {
  url: string;
  status: number;
  contentType: string | null;
  retryAfter: string | null;
  body: string;
  /** What must not be repeated, should the body hold it. */
  token: string;
}

/**
 * Reads the JSON document of an answer.
 *
 * @param answer - the complete answer
 * @returns the document
 * @throws one of the errors of this client if there is none, or if it tells of a failure
 * @internal
 */
export function readAnswer(answer: Answer): unknown {
  const document = parseJson(answer.body);
  const status = readEnvelopeStatus(document);
  if (!isSuccess(answer.status)) {
    throw createAnswerError(answer);
  }
  if (status?.is_success === false) {
    throw createAnswerError({
      ...answer,
      status: typeof status.code === 'number' ? status.code : answer.status,
    });
  }
  if (document === undefined) {
    throw createUnexpectedTypeError(answer, 'JSON');
  }
  return document;
}

/**
 * Whether a status tells of a success.
 *
 * @internal
 */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/**
 * Whether a content type is that of a page for people.
 *
 * @internal
 */
export function isPage(contentType: string | null): boolean {
  return contentType?.startsWith('text/html') ?? false;
}

/**
 * The error of an answer that is no success.
 *
 * @internal
 */
export function createAnswerError(answer: Answer): Error {
  const { url, status } = answer;
  const request = { url, status, detail: describeBody(answer) };
  const isOfGateway = status === 429 || status >= 500;
  if (!isOfGateway && isPage(answer.contentType)) {
    return createUnexpectedTypeError(answer, 'answer of the API');
  }
  switch (status) {
    case 401:
      return DbtCloudAuthenticationError.create(request);
    case 403:
    case 404:
      return DbtCloudPermissionError.create(request);
    case 429:
      return DbtCloudRateLimitError.create(
        request,
        parseRetryAfter(answer.retryAfter, new Date()) ??
          RATE_LIMIT_COOLDOWN_MS,
      );
    default:
      return status >= 500
        ? DbtCloudUnavailableError.forStatus(request)
        : DbtCloudResponseError.create(request, 'that is no success');
  }
}

/**
 * The error of an answer that is something else than was asked for.
 *
 * @internal
 */
export function createUnexpectedTypeError(
  answer: Answer,
  expected: string,
): DbtCloudResponseError {
  const { url, status, contentType } = answer;
  return DbtCloudResponseError.create(
    { url, status, detail: describeBody(answer) },
    `that is no ${expected} but ${contentType ?? 'of unknown type'}`,
  );
}

/** What dbt Cloud says for people to read, else how the body begins, on one line. */
function describeBody(answer: Answer): string | undefined {
  const { body, token } = answer;
  const message = readEnvelopeStatus(parseJson(body))?.user_message;
  const text = typeof message === 'string' && message ? message : body;
  const line = text.split(token).join('[token]').replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT_LENGTH
    ? `${line.slice(0, EXCERPT_LENGTH)}…`
    : line || undefined;
}

function readEnvelopeStatus(
  document: unknown,
):
  | { code?: unknown; is_success?: unknown; user_message?: unknown }
  | undefined {
  const status = (document as { status?: unknown } | null | undefined)?.status;
  return typeof status === 'object' && status !== null ? status : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
