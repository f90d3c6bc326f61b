import { DbtCloudNetworkOptions } from './createAgent';
import { DbtCloudRequestLimit } from './DbtCloudRequestLimit';
import { DbtCloudAnswerInfo, DbtCloudTimeouts } from './HttpClient';
import { DbtCloudRetryOptions, DbtCloudRetryReason } from './withRetries';

/**
 * The connection of a {@link DbtCloudClient}.
 *
 * @public
 */
export interface DbtCloudClientOptions extends DbtCloudNetworkOptions {
  /** The account's own URL, e.g. `https://ab123.us1.dbt.com`, in any form people paste it. */
  accessUrl: string;
  /** A service token or a personal access token. */
  token: string;
  timeouts?: DbtCloudTimeouts;
  retry?: DbtCloudRetryOptions;
  /** How many requests there may be at once; a limit of its own of 8 by default. */
  limit?: DbtCloudRequestLimit;
  userAgent?: string;
  /** Told of every answer, also of those that are tried again. */
  onAnswer?: (answer: DbtCloudAnswerInfo) => void;
  /** Told why a request is tried again, before each wait for that. */
  onRetry?: (reason: DbtCloudRetryReason) => void;
}

/**
 * What every call takes.
 *
 * @public
 */
export interface DbtCloudRequestOptions {
  /** Ends the call, with its waits and retries. */
  signal?: AbortSignal;
}

/**
 * Which jobs to list.
 *
 * @public
 */
export interface ListJobsOptions extends DbtCloudRequestOptions {
  projectId?: number;
  environmentId?: number;
}

/**
 * Which runs to list.
 *
 * @public
 */
export interface ListRunsOptions extends DbtCloudRequestOptions {
  projectId?: number;
  environmentId?: number;
  jobId?: number;
  /** One of {@link DbtCloudRunStatus}. */
  status?: number;
  /** Newest first by default. */
  orderBy?: '-id' | '-created_at' | '-finished_at';
  /** The most runs to read. */
  limit?: number;
  /** Whether to read what started each run. */
  includeTrigger?: boolean;
}

/**
 * What to read of a run.
 *
 * @public
 */
export interface GetRunOptions extends DbtCloudRequestOptions {
  includeRunSteps?: boolean;
  includeTrigger?: boolean;
}

/**
 * Which artifact to read.
 *
 * @public
 */
export interface GetArtifactOptions extends DbtCloudRequestOptions {
  /** The step to read from, counted from 1; the last step of the run by default. */
  step?: number;
}
