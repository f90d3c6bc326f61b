const SCHEDULER = '/api/catalog/.backstage/scheduler/v1';

/** Asks the demo Backstage over HTTP, signed in as a guest like its visitors. */
export class BackstageClient {
  #url;
  #signal;
  #token;

  /**
   * @param {string} url
   * @param {AbortSignal} signal
   */
  static async create(url, signal) {
    const response = await fetch(`${url}/api/auth/guest/refresh`, { signal });
    if (!response.ok) {
      throw new Error(
        `Signing in to ${url} as a guest failed with status ${response.status}`,
      );
    }
    const { backstageIdentity } = await response.json();
    return new BackstageClient(url, signal, backstageIdentity.token);
  }

  constructor(url, signal, token) {
    this.#url = url;
    this.#signal = signal;
    this.#token = token;
  }

  /**
   * @param {string} filter - https://backstage.io/docs/features/software-catalog/software-catalog-api
   * @param {string[]} fields
   * @returns {Promise<any[]>} every matching entity
   */
  async listEntities(filter, fields) {
    const entities = [];
    let cursor;
    do {
      const query = new URLSearchParams(
        cursor
          ? { cursor, fields: fields.join(','), limit: '500' }
          : { filter, fields: fields.join(','), limit: '500' },
      );
      const page = await this.#request(
        'GET',
        `/api/catalog/entities/by-query?${query}`,
      ).then(response => response.json());
      entities.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return entities;
  }

  /**
   * A scheduled task of the catalog, with its state.
   *
   * @param {string} taskId
   */
  async getTask(taskId) {
    const response = await this.#request('GET', `${SCHEDULER}/tasks`);
    const { tasks } = await response.json();
    const found = tasks.find(task => task.taskId === taskId);
    if (!found) {
      throw new Error(`The catalog has no scheduled task ${taskId}`);
    }
    return found;
  }

  /**
   * Runs a scheduled task of the catalog now.
   *
   * @param {string} taskId
   */
  async triggerTask(taskId) {
    await this.#request(
      'POST',
      `${SCHEDULER}/tasks/${encodeURIComponent(taskId)}/trigger`,
    );
  }

  async #request(method, path) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      signal: this.#signal,
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path} failed with status ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response;
  }
}
