import { CustomErrorBase } from '@backstage/errors';

/**
 * The request that an error is about. Its URL never holds a secret.
 *
 * @public
 */
export interface DbtCloudRequestInfo {
  url: string;
  /** Missing where no answer came. */
  status?: number;
  /** What dbt Cloud itself said, on one line. */
  detail?: string;
}

/**
 * What every error of this client is: it names the request, and says what to do.
 *
 * @public
 */
export abstract class DbtCloudError extends CustomErrorBase {
  readonly url: string;
  readonly status?: number;
  /** What happened, without what to do about it. */
  readonly problem: string;

  protected constructor(
    request: DbtCloudRequestInfo,
    problem: string,
    advice: string,
  ) {
    super(`${problem}. ${advice}`);
    this.url = request.url;
    this.status = request.status;
    this.problem = problem;
  }
}

function describeAnswer(request: DbtCloudRequestInfo): string {
  const detail = request.detail ? ` "${request.detail}"` : '';
  return `dbt Cloud answered ${request.status}${detail} to GET ${request.url}`;
}

/**
 * dbt Cloud refused the token.
 *
 * @public
 */
export class DbtCloudAuthenticationError extends DbtCloudError {
  name = 'DbtCloudAuthenticationError' as const;

  static create(request: DbtCloudRequestInfo): DbtCloudAuthenticationError {
    const { host } = new URL(request.url);
    return new DbtCloudAuthenticationError(
      request,
      `${describeAnswer(
        request,
      )}: the token is wrong, expired, or belongs to another host`,
      `Check the token, and that ${host} is the access URL shown in "Account settings": a valid token is refused on every other host, also on cloud.getdbt.com.`,
    );
  }
}

/**
 * dbt Cloud does not let the token see something, or it does not exist: the API often answers
 * 404 for both.
 *
 * @public
 */
export class DbtCloudPermissionError extends DbtCloudError {
  name = 'DbtCloudPermissionError' as const;

  static create(request: DbtCloudRequestInfo): DbtCloudPermissionError {
    return new DbtCloudPermissionError(
      request,
      `${describeAnswer(
        request,
      )}: it does not exist, or the token may not read it`,
      `Check the ids, and under "Account settings > Service tokens" that the token has the permission set "Job viewer" for the project ("Metadata only" is not enough)${
        request.status === 403
          ? ', and that the IP restrictions of the account let this host in'
          : ''
      }.`,
    );
  }
}

/**
 * dbt Cloud asks for a pause.
 *
 * @see https://docs.getdbt.com/docs/dbt-apis/rate-limits
 * @public
 */
export class DbtCloudRateLimitError extends DbtCloudError {
  name = 'DbtCloudRateLimitError' as const;
  readonly retryAfterMs: number;

  private constructor(request: DbtCloudRequestInfo, retryAfterMs: number) {
    const seconds = Math.ceil(retryAfterMs / 1000);
    super(
      request,
      `${describeAnswer(request)}: too many requests for this account`,
      `It may be asked again in ${seconds} seconds; if this happens often, refresh less often or use fewer tools on the account at once.`,
    );
    this.retryAfterMs = retryAfterMs;
  }

  static create(
    request: DbtCloudRequestInfo,
    retryAfterMs: number,
  ): DbtCloudRateLimitError {
    return new DbtCloudRateLimitError(request, retryAfterMs);
  }
}

/**
 * An answer that is not what the API promises: an HTML page, a JSON document of another shape.
 *
 * @public
 */
export class DbtCloudResponseError extends DbtCloudError {
  name = 'DbtCloudResponseError' as const;

  static create(
    request: DbtCloudRequestInfo,
    problem: string,
  ): DbtCloudResponseError {
    return new DbtCloudResponseError(
      request,
      `${describeAnswer(request)}: ${problem}`,
      'Check that the access URL is right, and that no proxy or login page answers in place of dbt Cloud.',
    );
  }
}

/**
 * dbt Cloud cannot be reached, takes too long, breaks off, or has a fault of its own.
 *
 * @public
 */
export class DbtCloudUnavailableError extends DbtCloudError {
  name = 'DbtCloudUnavailableError' as const;

  static forStatus(request: DbtCloudRequestInfo): DbtCloudUnavailableError {
    return new DbtCloudUnavailableError(
      request,
      `${describeAnswer(request)}: dbt Cloud has a fault`,
      'It is tried again at the next refresh; see https://status.getdbt.com.',
    );
  }

  static forTimeout(
    request: DbtCloudRequestInfo,
    problem: string,
  ): DbtCloudUnavailableError {
    return new DbtCloudUnavailableError(
      request,
      `GET ${request.url} was given up: ${problem}`,
      'It is tried again at the next refresh; if this happens often, raise the timeout.',
    );
  }

  static forNetwork(
    request: DbtCloudRequestInfo,
    problem: string,
  ): DbtCloudUnavailableError {
    return new DbtCloudUnavailableError(
      request,
      `GET ${request.url} failed on the way: ${problem}`,
      'Check that this host can reach dbt Cloud (DNS, firewall, proxy, certificates).',
    );
  }
}
