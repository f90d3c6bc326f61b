import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

/** Names (`*` and `?` are wildcards) or ids of things in dbt Cloud. */
interface DbtCloudNameFilter {
  /** Only these are used; without it, all. */
  include?: Array<string | number>;
  /** These are never used. */
  exclude?: Array<string | number>;
}

interface DbtCloudProviderConfig {
  /**
   * The access URL of the account, e.g. `https://ab123.us1.dbt.com`. Account settings in dbt Cloud
   * shows it. There is no default: a valid token is refused by any host but its own.
   */
  accessUrl: string;
  /**
   * A service token with the permission set Job Viewer, or a personal access token.
   * @visibility secret
   */
  token: string;
  /** The account; only needed when the token sees several. */
  accountId?: number;
  /** When to refresh: every 30 minutes by default, within 10 minutes. */
  schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  /** The dbt Cloud projects to read: all that the token sees by default. */
  projects?: DbtCloudNameFilter;
  /**
   * The environments to read: deployment types (`production`, `staging`), names or ids;
   * `[production]` by default.
   */
  environments?: Array<string | number>;
  /** The jobs whose runs are used: all but CI jobs by default. CI jobs are never used. */
  jobs?: DbtCloudNameFilter;
  /** The namespace of the entities: `default` by default. */
  namespace?: string;
  /** Put in front of every entity name, so that two projects of one name can live side by side. */
  namePrefix?: string;
  /** The owner of what has none in dbt that the catalog knows, e.g. `group:default/data-platform`. */
  defaultOwner?: string;
  /** How much of a project may disappear at once without anybody being asked. */
  removalGuard?: {
    /**
     * A refresh that removes, detaches or re-attaches more than this share of a project's entities
     * is held back; 30 by default.
     */
    maxPercent?: number;
    /** Up to so many always pass; 10 by default. */
    floor?: number;
    /** So many later runs that say the same let a held change through; 3 by default. */
    confirmingRuns?: number;
  };
  /** The SQL of models, as it is kept in the catalog's database. */
  sql?: {
    /** Whether it is kept at all; true by default. */
    keep?: boolean;
    /** So much of each model's SQL is kept; 100000 by default. */
    maxCharacters?: number;
  };
}

export interface Config {
  catalog?: {
    providers?: {
      /** The dbt Cloud accounts to read: one for each key, or the fields of a single one. */
      dbtCloud?:
        | DbtCloudProviderConfig
        | { [providerId: string]: DbtCloudProviderConfig };
    };
  };
}
