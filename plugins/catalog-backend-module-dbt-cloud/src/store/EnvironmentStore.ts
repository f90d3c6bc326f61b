import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { Knex } from 'knex';
import { ProjectChunks } from './ProjectChunks';
import { EnvironmentRow } from './rows';
import { EnvironmentKey, StoredEnvironment } from './types';

const TABLE = 'dbt_cloud_environments';

/** Everything that is kept of an environment, its own row last. */
const TABLES_OF_AN_ENVIRONMENT = [
  'dbt_cloud_contributions',
  'dbt_cloud_health_summaries',
  'dbt_cloud_health',
  'dbt_cloud_results',
  'dbt_cloud_details',
  'dbt_cloud_nodes',
  'dbt_cloud_known_refs',
  'dbt_cloud_project_chunks',
];

/**
 * What a sync found of an environment. Without a project the one that is kept stays, and without a
 * digest nothing counts as emitted.
 *
 * @internal
 */
export type EnvironmentUpdate = Pick<
  StoredEnvironment,
  'projectName' | 'environmentName' | 'runs' | 'emitted'
> & { project?: DbtProject };

/**
 * The environments that were ever read, the runs each was read from, and its project.
 *
 * @internal
 */
export class EnvironmentStore {
  readonly #knex: Knex;
  readonly #chunks: ProjectChunks;

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#chunks = new ProjectChunks(knex);
  }

  /** All environments of a provider, in the order of their ids. */
  async list(providerId: string): Promise<StoredEnvironment[]> {
    const rows: EnvironmentRow[] = await this.#knex(TABLE)
      .where({ provider_id: providerId })
      .orderBy(['account_id', 'project_id', 'environment_id']);
    return rows.map(fromRow);
  }

  /** The environment, if it was read before. */
  async find(key: EnvironmentKey): Promise<StoredEnvironment | undefined> {
    const row: EnvironmentRow | undefined = await this.#knex(TABLE)
      .where(toColumns(key))
      .first();
    return row && fromRow(row);
  }

  /** The environment; one that was never read gets its row. */
  async open(key: EnvironmentKey): Promise<StoredEnvironment> {
    await this.#knex(TABLE)
      .insert({
        ...toColumns(key),
        project_name: '',
        environment_name: '',
        runs: 'null',
        updated_at: new Date().toISOString(),
      })
      .onConflict(Object.keys(toColumns(key)))
      .ignore();
    return (await this.find(key))!;
  }

  /**
   * The environment's project as it was saved last.
   *
   * @returns undefined where none is kept, or only by a version that wrote it differently
   */
  async readProject({
    id,
    key,
    projectRevision,
  }: StoredEnvironment): Promise<DbtProject | undefined> {
    let revision = projectRevision;
    while (revision) {
      const project = await this.#chunks.read(id, revision);
      if (project) {
        return project;
      }
      // Another replica may replace the project meanwhile: then its newer one is read.
      const newest = (await this.find(key))?.projectRevision;
      revision = newest === revision ? undefined : newest;
    }
    return undefined;
  }

  /**
   * Keeps what a sync found. Writes nothing where it is what is kept already.
   *
   * @returns the environment as it is kept now: the same object where nothing has changed
   */
  async save(
    environment: StoredEnvironment,
    update: EnvironmentUpdate,
  ): Promise<StoredEnvironment> {
    const { id, key, contributed, projectRevision: current } = environment;
    const { projectName, environmentName, runs, project, emitted } = update;
    const projectRevision = project
      ? await this.#chunks.write(id, project, current)
      : current;
    const saved: StoredEnvironment = {
      id,
      key,
      projectName,
      environmentName,
      runs,
      projectRevision,
      emitted,
      contributed,
      updatedAt: new Date().toISOString(),
    };
    const values = toValues(saved);
    if (isSame(values, toValues(environment))) {
      return environment;
    }
    await this.#knex.transaction(async transaction => {
      await transaction(TABLE)
        .where({ id })
        .update({ ...values, updated_at: saved.updatedAt });
      await this.#chunks.removeOthers(transaction, id, projectRevision);
    });
    return saved;
  }

  /**
   * To be called before anything is changed that an environment emits, and where that is no longer what
   * dbt Cloud says: until it is saved again.
   */
  async forgetEmitted({ id }: StoredEnvironment): Promise<void> {
    await this.#knex(TABLE)
      .where({ id })
      .whereNotNull('emitted')
      .update({ emitted: null });
  }

  /** Forgets the environment and all that is kept of it. */
  async remove({ id }: StoredEnvironment): Promise<void> {
    for (const table of TABLES_OF_AN_ENVIRONMENT) {
      await this.#knex(table).where({ environment: id }).delete();
    }
    await this.#knex(TABLE).where({ id }).delete();
  }
}

type EnvironmentValues = Pick<
  EnvironmentRow,
  'project_name' | 'environment_name' | 'runs' | 'project_revision' | 'emitted'
>;

function toValues(environment: StoredEnvironment): EnvironmentValues {
  return {
    project_name: environment.projectName,
    environment_name: environment.environmentName,
    runs: JSON.stringify(environment.runs ?? null),
    project_revision: environment.projectRevision ?? null,
    emitted: environment.emitted ?? null,
  };
}

function isSame(values: EnvironmentValues, others: EnvironmentValues): boolean {
  return JSON.stringify(values) === JSON.stringify(others);
}

function toColumns(key: EnvironmentKey) {
  return {
    provider_id: key.providerId,
    account_id: key.accountId,
    project_id: key.projectId,
    environment_id: key.environmentId,
  };
}

function fromRow(row: EnvironmentRow): StoredEnvironment {
  return {
    id: row.id,
    key: {
      providerId: row.provider_id,
      accountId: Number(row.account_id),
      projectId: Number(row.project_id),
      environmentId: Number(row.environment_id),
    },
    projectName: row.project_name,
    environmentName: row.environment_name,
    runs: JSON.parse(row.runs),
    projectRevision: row.project_revision ?? undefined,
    emitted: row.emitted ?? undefined,
    contributed: row.contributed ?? undefined,
    updatedAt: row.updated_at,
  };
}
