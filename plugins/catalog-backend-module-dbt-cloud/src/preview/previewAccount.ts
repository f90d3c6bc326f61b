import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudProject,
  DbtCloudRequestLimit,
  DbtProblem,
  DbtProject,
} from 'backstage-plugin-dbt-cloud-node';
import { readConnectionConfig } from '../config/readConnectionConfig';
import { readScopeConfig } from '../config/readScopeConfig';
import { environmentLabel } from '../sync/account/environmentLabel';
import { NameClaims } from '../sync/emission/NameClaims';
import { ProjectPlan } from '../sync/planProject';
import { projectOrigin } from '../sync/account/projectOrigin';
import { readAccountScope } from '../sync/account/readAccountScope';
import { readEnvironment } from '../sync/reading/readEnvironment';
import { createPlanner } from './createPlanner';
import { PreviewOptions } from './PreviewOptions';

/**
 * One environment of an account; what failed before an environment was chosen has none.
 *
 * @public
 */
export interface PreviewedEnvironment {
  accountId: number;
  project: DbtCloudProject;
  environment?: DbtCloudEnvironment;
}

/**
 * What a refresh would emit of one environment of an account, or why it would emit nothing.
 *
 * @public
 */
export type AccountPreview = PreviewedEnvironment &
  (
    | {
        result: 'planned';
        dbtProject: DbtProject;
        /** What is wrong with the artifacts. */
        problems: DbtProblem[];
        plan: ProjectPlan;
      }
    | { result: 'failed'; error: unknown }
  );

/** Whoever waits for a preview wants to hear of a cooldown of minutes, not to sit it out. */
const PATIENCE = { maxRetryAfter: 30_000 };

/**
 * Reads an account as a refresh does, and says what the refresh would emit. Each environment stands
 * alone: one that fails is a result like any other.
 *
 * @throws InputError that names the offending key of the config; what says that nothing at all can be
 *   read: the client's errors, no project in scope.
 * @public
 */
export async function* previewAccount(
  options: PreviewOptions & { signal?: AbortSignal },
): AsyncGenerator<AccountPreview> {
  const { config, configPath } = options;
  const signal = options.signal ?? new AbortController().signal;
  const connection = readConnectionConfig(config, configPath);
  const scope = readScopeConfig(config, configPath);
  const plan = createPlanner(options);
  const client = DbtCloudClient.create({
    ...connection,
    limit: DbtCloudRequestLimit.create(connection.concurrency),
    retry: PATIENCE,
  });
  const claims = new NameClaims();
  const account = await readAccountScope({
    client,
    configuredAccountId: connection.accountId,
    scope,
    signal,
  });
  const { accountId } = account;

  for (const found of account.projects) {
    const { project } = found;
    if (found.result === 'failed') {
      const { error } = found;
      yield { accountId, project, result: 'failed', error };
      continue;
    }
    for (const environment of found.environments) {
      const place = { accountId, project, environment };
      try {
        const reading = await readEnvironment({
          ...place,
          client,
          scope,
          now: options.now,
          signal,
        });
        const planned = await plan(
          reading.project,
          projectOrigin(client.accessUrl, accountId, project, environment),
        );
        claims.claim(
          environmentLabel(project, environment),
          new Set(planned.entities.map(entity => stringifyEntityRef(entity))),
        );
        yield {
          ...place,
          result: 'planned',
          dbtProject: reading.project,
          problems: reading.problems,
          plan: planned,
        };
      } catch (error) {
        signal.throwIfAborted();
        yield { ...place, result: 'failed', error };
      }
    }
  }
}
