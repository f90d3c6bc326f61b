import { Readable } from 'stream';
import { ApiObject, UnexpectedShapeError } from './ApiObject';
import {
  DbtCloudClientOptions,
  DbtCloudRequestOptions,
  GetArtifactOptions,
  GetRunOptions,
  ListJobsOptions,
  ListRunsOptions,
} from './DbtCloudClientOptions';
import { DbtCloudResponseError } from './errors';
import { HttpClient } from './HttpClient';
import { normalizeAccessUrl } from './normalizeAccessUrl';
import { Page, paginate } from './paginate';
import {
  parseAccount,
  parseEnvironment,
  parseJob,
  parseProject,
  parseRun,
} from './parse';
import {
  DbtCloudAccount,
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRun,
} from './types';

type Query = Record<string, string | number | undefined>;

/**
 * Reads accounts, projects, environments, jobs, runs and artifacts from the Admin API of dbt
 * Cloud.
 *
 * @remarks
 *
 * Lists are read lazily: leaving a loop early saves the pages that were not needed. A call fails
 * with `DbtCloudAuthenticationError`, `DbtCloudPermissionError`, `DbtCloudRateLimitError`,
 * `DbtCloudResponseError` or `DbtCloudUnavailableError`, or with the reason of its signal.
 *
 * @see https://docs.getdbt.com/docs/dbt-apis/admin-cloud-api
 * @public
 */
export class DbtCloudClient {
  /** The origin of the account's dbt Cloud. */
  readonly accessUrl: string;
  readonly #http: HttpClient;

  private constructor(accessUrl: string, http: HttpClient) {
    this.accessUrl = accessUrl;
    this.#http = http;
  }

  static create(options: DbtCloudClientOptions): DbtCloudClient {
    const accessUrl = normalizeAccessUrl(options.accessUrl);
    const http = HttpClient.create({ ...options, origin: accessUrl });
    return new DbtCloudClient(accessUrl, http);
  }

  /** The accounts that the token sees. */
  async listAccounts(
    options: DbtCloudRequestOptions = {},
  ): Promise<DbtCloudAccount[]> {
    const page = await this.#getPage(
      '/api/v3/accounts/',
      {},
      parseAccount,
      options.signal,
    );
    return page.items;
  }

  /** The active projects of an account, each with its repository. */
  listProjects(
    accountId: number,
    options: DbtCloudRequestOptions = {},
  ): AsyncGenerator<DbtCloudProject> {
    return this.#list(
      `/api/v3/accounts/${accountId}/projects/`,
      { include_related: 'repository', order_by: 'id' },
      parseProject,
      options,
    );
  }

  /** The active environments of a project. */
  listEnvironments(
    accountId: number,
    projectId: number,
    options: DbtCloudRequestOptions = {},
  ): AsyncGenerator<DbtCloudEnvironment> {
    return this.#list(
      `/api/v3/accounts/${accountId}/projects/${projectId}/environments/`,
      { order_by: 'id' },
      parseEnvironment,
      options,
    );
  }

  /** The active jobs of an account, or of one project or environment. */
  listJobs(
    accountId: number,
    options: ListJobsOptions = {},
  ): AsyncGenerator<DbtCloudJob> {
    return this.#list(
      `/api/v2/accounts/${accountId}/jobs/`,
      {
        project_id: options.projectId,
        environment_id: options.environmentId,
        order_by: 'id',
      },
      parseJob,
      options,
    );
  }

  /** The runs of an account, or of one project, environment or job. */
  listRuns(
    accountId: number,
    options: ListRunsOptions = {},
  ): AsyncGenerator<DbtCloudRun> {
    return this.#list(
      `/api/v2/accounts/${accountId}/runs/`,
      {
        project_id: options.projectId,
        environment_id: options.environmentId,
        job_definition_id: options.jobId,
        status: options.status,
        include_related: options.includeTrigger ? 'trigger' : undefined,
        order_by: options.orderBy ?? '-id',
      },
      parseRun,
      options,
    );
  }

  /** One run. */
  async getRun(
    accountId: number,
    runId: number,
    options: GetRunOptions = {},
  ): Promise<DbtCloudRun> {
    const related = [
      ...(options.includeTrigger ? ['trigger'] : []),
      ...(options.includeRunSteps ? ['run_steps'] : []),
    ];
    const url = this.#url(`/api/v2/accounts/${accountId}/runs/${runId}/`, {
      include_related: related.join(',') || undefined,
    });
    return this.#get(url, options.signal, answer =>
      parseRun(answer.object('data')),
    );
  }

  /** The paths of a run's artifacts, of which there may be thousands, or none. */
  async listArtifacts(
    accountId: number,
    runId: number,
    options: DbtCloudRequestOptions = {},
  ): Promise<string[]> {
    const url = this.#url(
      `/api/v2/accounts/${accountId}/runs/${runId}/artifacts/`,
      {},
    );
    return this.#get(
      url,
      options.signal,
      answer => answer.optionalStrings('data') ?? [],
    );
  }

  /**
   * Begins to read an artifact of a run.
   *
   * @remarks
   *
   * Read it to its end or destroy it: until then it counts as a request under way, so that
   * opening more files than requests may run at once, and reading them one after the other,
   * waits forever.
   *
   * @returns the artifact's bytes, or `undefined` if the run has no such artifact
   */
  async getArtifact(
    accountId: number,
    runId: number,
    path: string,
    options: GetArtifactOptions = {},
  ): Promise<Readable | undefined> {
    const encodedPath = path.split('/').map(encodeURIComponent).join('/');
    const url = this.#url(
      `/api/v2/accounts/${accountId}/runs/${runId}/artifacts/${encodedPath}`,
      { step: options.step },
    );
    return this.#http.getFile(url, options.signal);
  }

  #list<TItem extends { id: number }>(
    path: string,
    query: Query,
    parseItem: (item: ApiObject) => TItem,
    options: DbtCloudRequestOptions & { limit?: number },
  ): AsyncGenerator<TItem> {
    return paginate(
      range =>
        this.#getPage(path, { ...query, ...range }, parseItem, options.signal),
      options.limit,
    );
  }

  #getPage<TItem>(
    path: string,
    query: Query,
    parseItem: (item: ApiObject) => TItem,
    signal: AbortSignal | undefined,
  ): Promise<Page<TItem>> {
    return this.#get(this.#url(path, query), signal, answer => ({
      items: answer.objects('data').map(parseItem),
      totalCount: answer
        .optionalObject('extra')
        ?.optionalObject('pagination')
        ?.optionalNumber('total_count'),
    }));
  }

  async #get<T>(
    url: string,
    signal: AbortSignal | undefined,
    parse: (answer: ApiObject) => T,
  ): Promise<T> {
    const document = await this.#http.getJson(url, signal);
    try {
      return parse(ApiObject.create(document, 'the answer'));
    } catch (error) {
      if (error instanceof UnexpectedShapeError) {
        throw DbtCloudResponseError.create({ url, status: 200 }, error.message);
      }
      throw error;
    }
  }

  #url(path: string, query: Query): string {
    const url = new URL(path, this.accessUrl);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(key, String(value));
      }
    }
    return url.href;
  }
}
