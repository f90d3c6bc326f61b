import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  DbtCloudClient,
  DbtCloudEnvironment,
  DbtCloudProject,
} from 'backstage-plugin-dbt-cloud-node';
import { DbtCloudProviderConfig } from '../config/types';
import { OwnerDirectory } from '../entities/OwnerDirectory';
import { readOwners } from '../entities/readOwners';
import { readTables } from '../warehouse/readTables';
import { TableIndex } from '../warehouse/TableIndex';
import { findAccount } from './findAccount';
import { NameClaims } from './NameClaims';
import { ProjectPlan, planProject } from './planProject';
import { projectOrigin } from './projectOrigin';
import { readEmittedRefs } from './readEmittedRefs';
import { ProjectResult, readProjects } from './readProjects';

type ReadProject = Extract<ProjectResult, { result: 'read' }>;

interface RunContext {
  connection: EntityProviderConnection;
  logger: LoggerService;
  signal: AbortSignal;
}

interface RefreshContext extends RunContext {
  accountId: number;
  tables: TableIndex;
  owners: OwnerDirectory;
  claims: NameClaims;
}

/**
 * One refresh after the other of the projects of one provider. Each project is brought up to date on
 * its own: what cannot be read stays in the catalog as it was.
 *
 * @internal
 */
export class ProjectSync {
  readonly #config: DbtCloudProviderConfig;
  readonly #locationKey: string;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #client: DbtCloudClient;
  /** What this process has emitted, by environment; the catalog shows it only some seconds later. */
  readonly #emitted = new Map<number, Set<string>>();
  #tables: TableIndex | undefined;

  constructor(
    config: DbtCloudProviderConfig,
    locationKey: string,
    services: { catalog: CatalogService; auth: AuthService },
  ) {
    this.#config = config;
    this.#locationKey = locationKey;
    this.#catalog = services.catalog;
    this.#auth = services.auth;
    this.#client = DbtCloudClient.create(config.connection);
  }

  /**
   * @throws where nothing at all could be read: the account, its projects or the catalog's tables.
   */
  async run(context: RunContext): Promise<void> {
    const { logger, signal } = context;
    const account = await findAccount(
      this.#client,
      this.#config.connection.accountId,
      signal,
    );
    const refresh: RefreshContext = {
      ...context,
      accountId: account.id,
      tables: await this.#readTables(logger),
      owners: await readOwners({ catalog: this.#catalog, auth: this.#auth }),
      claims: new NameClaims(),
    };
    for await (const result of readProjects({
      client: this.#client,
      accountId: account.id,
      scope: this.#config.scope,
      signal,
    })) {
      await this.#refreshProject(result, refresh);
    }
  }

  async #refreshProject(
    result: ProjectResult,
    context: RefreshContext,
  ): Promise<void> {
    const label = describe(result.project, result.environment);
    try {
      if (result.result === 'failed') {
        throw result.error;
      }
      const plan = await planProject(result.reading.project, context.tables, {
        ...this.#config.entities,
        origin: projectOrigin(
          this.#client.accessUrl,
          context.accountId,
          result.project,
          result.environment,
        ),
        owners: context.owners,
        today: new Date().toISOString().slice(0, 10),
      });
      const removed = await this.#reconcile(result, plan, label, context);
      report(label, result, plan, removed, context.logger);
    } catch (error) {
      context.signal.throwIfAborted();
      context.logger.error(
        `${label} stays in the catalog as it was: ${stringifyError(error)}`,
      );
    }
  }

  /** Puts the project's entities into the catalog and takes out those that dbt no longer has. */
  async #reconcile(
    result: ReadProject,
    plan: ProjectPlan,
    label: string,
    context: RefreshContext,
  ): Promise<number> {
    const refs = context.claims.claim(label, plan.entities);
    const environmentId = result.environment.id;
    const known = new Set([
      ...(this.#emitted.get(environmentId) ?? []),
      ...(await readEmittedRefs({
        catalog: this.#catalog,
        auth: this.#auth,
        dbtCloud: {
          accessUrl: this.#client.accessUrl,
          accountId: context.accountId,
          projectId: result.project.id,
          environmentId,
        },
      })),
    ]);
    const removed = [...known].filter(ref => !refs.has(ref));
    await context.connection.applyMutation({
      type: 'delta',
      added: plan.entities.map(entity => ({
        entity,
        locationKey: this.#locationKey,
      })),
      removed: removed.map(entityRef => ({ entityRef })),
    });
    this.#emitted.set(environmentId, refs);
    return removed.length;
  }

  /** An index that comes back empty while it had tables before must detach nothing. */
  async #readTables(logger: LoggerService): Promise<TableIndex> {
    const tables = await readTables({
      catalog: this.#catalog,
      auth: this.#auth,
    });
    if (tables.size === 0 && this.#tables && this.#tables.size > 0) {
      logger.warn(
        `The catalog shows no table entities where it had ${
          this.#tables.size
        } before; nothing is detached until it shows some again.`,
      );
      return this.#tables;
    }
    this.#tables = tables;
    return tables;
  }
}

function describe(
  project: DbtCloudProject,
  environment: DbtCloudEnvironment | undefined,
): string {
  const name = `Project ${project.name} (${project.id})`;
  return environment
    ? `${name}, environment ${environment.name} (${environment.id})`
    : name;
}

function report(
  label: string,
  result: ReadProject,
  plan: ProjectPlan,
  removed: number,
  logger: LoggerService,
): void {
  const problems = [...result.reading.problems, ...plan.problems];
  const withTable = plan.attachments.filter(
    ({ verdict }) => verdict !== 'not-materialized',
  );
  const attached = withTable.filter(({ entityRef }) => entityRef !== undefined);
  logger.info(
    `${label}: ${plan.entities.length} entities, ${removed} removed, ${attached.length} of ${withTable.length} attached to tables, ${problems.length} problems`,
  );
  const codes = new Set(problems.map(({ code }) => code));
  for (const code of codes) {
    const [first, ...others] = problems.filter(
      problem => problem.code === code,
    );
    logger[first.severity === 'error' ? 'error' : 'warn'](
      `${label}: ${first.message}${
        others.length > 0 ? ` (and ${others.length} more, logged at debug)` : ''
      }`,
    );
    for (const { message } of others) {
      logger.debug(`${label}: ${message}`);
    }
  }
  for (const attachment of withTable) {
    logger.debug(
      `${label}: ${attachment.uniqueId} is ${attachment.verdict}: ${attachment.reason}`,
    );
  }
}
