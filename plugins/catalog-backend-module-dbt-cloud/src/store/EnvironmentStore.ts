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
    const row = await this.#findRow(key);
    return row && fromRow(row);
  }

  /**
   * The environment's project as it was saved last.
   *
   * @returns undefined where none is kept, or only by a version that wrote it differently
   */
  async readProject(key: EnvironmentKey): Promise<DbtProject | undefined> {
    let revision: string | null | undefined;
    for (;;) {
      const row = await this.#findRow(key);
      if (!row?.project_revision || row.project_revision === revision) {
        return undefined;
      }
      // Another replica may replace the project meanwhile: then its newer one is read.
      revision = row.project_revision;
      const project = await this.#chunks.read(row.id, revision);
      if (project) {
        return project;
      }
    }
  }

  /**
   * Keeps what a sync read. Writes nothing where it is what is kept already.
   *
   * @param project - leave it out to keep the one that is there
   * @param emitted - a digest of all that the environment emits, now that the catalog has it
   * @returns whether anything changed
   */
  async save(
    environment: Omit<StoredEnvironment, 'projectRevision' | 'updatedAt'>,
    project?: DbtProject,
    emitted?: string,
  ): Promise<boolean> {
    const { key } = environment;
    const id = await this.idOf(key);
    const row = await this.#knex(TABLE).where({ id }).first();
    const revision = project
      ? await this.#chunks.write(id, project, row.project_revision)
      : row.project_revision;
    const values = {
      project_name: environment.projectName,
      environment_name: environment.environmentName,
      runs: JSON.stringify(environment.runs ?? null),
      project_revision: revision,
      emitted: emitted ?? null,
    };
    if (Object.entries(values).every(([name, value]) => row[name] === value)) {
      return false;
    }
    await this.#knex.transaction(async transaction => {
      await transaction(TABLE)
        .where({ id })
        .update({ ...values, updated_at: new Date().toISOString() });
      await this.#chunks.removeOthers(transaction, id, revision);
    });
    return true;
  }

  /** Whether what an environment emits, by its digest, is in the catalog and in the store already. */
  async isEmitted(key: EnvironmentKey, digest: string): Promise<boolean> {
    return (await this.#findRow(key))?.emitted === digest;
  }

  /** To be called before anything that an environment emits is changed: until it is saved again. */
  async forgetEmitted(key: EnvironmentKey): Promise<void> {
    await this.#knex(TABLE)
      .where(toColumns(key))
      .whereNotNull('emitted')
      .update({ emitted: null });
  }

  /** Forgets the environment and all that is kept of it. */
  async remove(key: EnvironmentKey): Promise<void> {
    const row = await this.#findRow(key);
    if (!row) {
      return;
    }
    for (const table of TABLES_OF_AN_ENVIRONMENT) {
      await this.#knex(table).where({ environment: row.id }).delete();
    }
    await this.#knex(TABLE).where({ id: row.id }).delete();
  }

  /** The number that stands for the environment in the other tables; it is made if need be. */
  async idOf(key: EnvironmentKey): Promise<number> {
    const existing = await this.#findRow(key);
    if (existing) {
      return existing.id;
    }
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
    return (await this.#findRow(key))!.id;
  }

  async #findRow(key: EnvironmentKey): Promise<EnvironmentRow | undefined> {
    return this.#knex(TABLE).where(toColumns(key)).first();
  }
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
    key: {
      providerId: row.provider_id,
      accountId: Number(row.account_id),
      projectId: Number(row.project_id),
      environmentId: Number(row.environment_id),
    },
    projectName: row.project_name,
    environmentName: row.environment_name,
    runs: JSON.parse(row.runs),
    ...(row.project_revision && { projectRevision: row.project_revision }),
    updatedAt: row.updated_at,
  };
}
