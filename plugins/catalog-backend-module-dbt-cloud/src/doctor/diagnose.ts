import { Config } from '@backstage/config';
import {
  DbtCloudAnswerInfo,
  DbtCloudClient,
  DbtCloudRequestLimit,
} from 'backstage-plugin-dbt-cloud-node';
import { readConnectionConfig } from '../config/readConnectionConfig';
import { readEntityConfig } from '../config/readEntityConfig';
import { readScopeConfig } from '../config/readScopeConfig';
import { listProjects } from '../sync/account/listProjects';
import { attempt } from './attempt';
import { checkArtifacts } from './checkArtifacts';
import { checkConnection } from './checkConnection';
import { checkEnvironments } from './checkEnvironments';
import { checkJobs } from './checkJobs';
import { checkRuns } from './checkRuns';
import { describeAll } from './describeAll';
import { DiagnosisContext } from './DiagnosisContext';
import { CheckFactory } from './CheckFactory';
import { DoctorCheck } from './DoctorCheck';
import { ProjectPlace } from './places';

/**
 * What {@link diagnose} looks at.
 *
 * @public
 */
export interface DiagnoseOptions {
  /** The fields of one provider. */
  config: Config;
  /** Where the config stands, for messages. */
  configPath: string;
  signal?: AbortSignal;
}

/** Whoever waits for a diagnosis wants to hear of a fault, not to sit it out. */
const PATIENCE = { retries: 1, maxRetryAfter: 10_000 };

/**
 * Looks, step by step, at what a refresh needs: the host, the token, the account, its projects, their
 * environments, jobs, runs and artifacts. What fails is a check like any other, and ends only what
 * depends on it. Nothing is changed anywhere.
 *
 * @throws only the reason of the signal.
 * @public
 */
export async function* diagnose(
  options: DiagnoseOptions,
): AsyncGenerator<DoctorCheck> {
  const checks = CheckFactory.create();
  const answers: DbtCloudAnswerInfo[] = [];
  let context: DiagnosisContext;
  try {
    context = createContext(options, answer => answers.push(answer));
  } catch (error) {
    yield checks.problem('config', error);
    return;
  }
  yield checks.ok('config', options.configPath);

  const account = yield* checkConnection(context, answers);
  if (!account) {
    return;
  }
  const { client, scope, signal } = context;
  const projects = yield* attempt(context, checks, 'projects', () =>
    listProjects({ client, accountId: account.id, scope, signal }),
  );
  if (!projects) {
    return;
  }
  yield checks.ok('projects', describeAll(projects.inScope));
  for (const project of projects.inScope) {
    yield* diagnoseProject(context, { account, project });
  }
}

async function* diagnoseProject(
  context: DiagnosisContext,
  place: ProjectPlace,
): AsyncGenerator<DoctorCheck> {
  for (const environment of yield* checkEnvironments(context, place)) {
    const inEnvironment = { ...place, environment };
    const jobs = yield* checkJobs(context, inEnvironment);
    const runs = jobs && (yield* checkRuns(context, inEnvironment, jobs));
    if (runs) {
      yield* checkArtifacts(context, inEnvironment, jobs, runs);
    }
  }
}

function createContext(
  options: DiagnoseOptions,
  onAnswer: (answer: DbtCloudAnswerInfo) => void,
): DiagnosisContext {
  const { config, configPath, signal } = options;
  const connection = readConnectionConfig(config, configPath);
  readEntityConfig(config, configPath);
  return {
    client: DbtCloudClient.create({
      ...connection,
      limit: DbtCloudRequestLimit.create(connection.concurrency),
      retry: PATIENCE,
      onAnswer,
    }),
    accountId: connection.accountId,
    scope: readScopeConfig(config, configPath),
    signal: signal ?? new AbortController().signal,
  };
}
