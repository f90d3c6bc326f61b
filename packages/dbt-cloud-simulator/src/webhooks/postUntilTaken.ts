import { setTimeout as wait } from 'node:timers/promises';

/** dbt Cloud waits so long for an answer, and tries again so often. */
const TIMEOUT_MS = 10_000;
const RETRIES = 5;
/** How long dbt Cloud waits in between is not documented. */
const PAUSE_MS = 20;

/**
 * Sends a body until it is taken, or has been sent as often as dbt Cloud does.
 *
 * @returns the status of each answer; undefined where there was none in time
 * @see https://docs.getdbt.com/docs/deploy/webhooks
 * @internal
 */
export async function postUntilTaken(
  url: string,
  request: { body: string; signature: string; timeoutMs?: number },
): Promise<Array<number | undefined>> {
  const statuses: Array<number | undefined> = [];
  for (;;) {
    const status = await post(url, request);
    statuses.push(status);
    const isTaken = status !== undefined && status >= 200 && status < 300;
    if (isTaken || statuses.length > RETRIES) {
      return statuses;
    }
    await wait(PAUSE_MS);
  }
}

async function post(
  url: string,
  request: Parameters<typeof postUntilTaken>[1],
): Promise<number | undefined> {
  const { body, signature, timeoutMs = TIMEOUT_MS } = request;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: signature },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}
