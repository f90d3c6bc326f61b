import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

/** Names (`*` and `?` are wildcards) or ids of things in dbt Cloud. */
interface DbtCloudNameFilter {
  /** Only these are used; without it, all. */
  include?: Array<string | number>;
  /** These are never used. */
  exclude?: Array<string | number>;
}

/**
 * What is true of some dbt nodes: all that is given here. Each is a text or a list of texts of which
 * one has to match; `*` and `?` are wildcards, and case is not regarded.
 */
interface DbtCloudNodeCondition {
  /** `model`, `snapshot`, `seed`, `source`, `exposure`, `semantic_model`, `metric`, `saved_query`. */
  resourceType?: string | string[];
  name?: string | string[];
  /** As dbt has it, e.g. `model.jaffle_shop.*`. */
  uniqueId?: string | string[];
  /** The dbt package: the project itself or one that is installed in it. */
  package?: string | string[];
  /**
   * The file that defines the node, or a folder of it, e.g. `models/staging`; `*` stays within a
   * folder and `**` does not.
   */
  path?: string | string[];
  /** One of the node's tags, as dbt has it. */
  tag?: string | number | Array<string | number>;
  database?: string | string[];
  schema?: string | string[];
  /** E.g. `view`, `incremental`, `ephemeral`. */
  materialized?: string | string[];
  /** `public`, `protected` or `private`. */
  access?: string | string[];
  /** The dbt group. */
  group?: string | string[];
}

/** The entities of one dbt resource type. */
interface DbtCloudEntityShape {
  /**
   * The catalog makes relations of `dependsOn` and `dependencyOf` for these two kinds alone: an API
   * would have no lineage.
   */
  kind?: 'Resource' | 'Component';
  /** The `spec.type`, e.g. `dbt-model`. */
  type?: string;
}

/** The entities of a dbt resource type that has tables. */
interface DbtCloudAttachedEntityShape extends DbtCloudEntityShape {
  /**
   * The field that names the node's table. With `dependencyOf`, the table depends on the node, as it
   * does by default on what builds it; with `dependsOn`, the node depends on the table, as what reads
   * it does.
   */
  attach?: 'dependencyOf' | 'dependsOn';
}

/** Which relations a rule for tables is for: all by default. */
interface DbtCloudTableScope {
  /** The adapter types of dbt, e.g. `snowflake`. */
  adapter?: string | string[];
  /** Deployment types (`production`, `staging`), names or ids of environments. */
  environments?: Array<string | number>;
}

/** Finds the entity of a relation among those in the catalog. */
interface DbtCloudTableLookup extends DbtCloudTableScope {
  /**
   * Which entities are tables: values by field, e.g. `{ kind: Resource, spec.type: '*-table' }`, in
   * which `*` and `?` are wildcards. Of a list of filters, an entity has to pass one.
   */
  filter: DbtCloudEntityFilter | DbtCloudEntityFilter[];
  /**
   * The field that has the relation, e.g. `metadata.title` or
   * `metadata.annotations.example.com/table`; of several, each is tried.
   */
  relation?: string | string[];
  /**
   * Takes the relation apart: a regular expression in the syntax of RE2 that matches the field as a
   * whole, with the groups `schema`, `identifier` and, where there is one, `database`.
   */
  pattern?: string;
  /** Instead of `relation`: the field that has the database. Without it, none is compared. */
  database?: string;
  /** Instead of `relation`: the field that has the schema. */
  schema?: string;
  /** Instead of `relation`: the field that has the name of the table or view. */
  identifier?: string;
  /** Whether the entities have lost the case of their names; false by default. */
  ignoreCase?: boolean;
}

/** Names the entity of a relation without looking for it. */
interface DbtCloudTableTemplate extends DbtCloudTableScope {
  /** E.g. `resource:default/{database}.{schema}.{identifier}`. */
  entityRef: string;
}

/** Values of entities by field. */
interface DbtCloudEntityFilter {
  [field: string]: string | string[];
}

/** What to make of a text that dbt says. */
interface DbtCloudTextTransform {
  /**
   * A regular expression in the syntax of RE2, which matches anywhere: a text that it does not match
   * is passed over.
   */
  match?: string;
  /**
   * What to make of the text, with what `match` captured: `$1`, `$<name>`, `$&` for all that matched,
   * `$$` for a dollar sign. By default the first capture, or without any the whole text.
   */
  value?: string;
  /** What to say instead of a value; what is not in it stays as it is. */
  map?: { [value: string]: string };
}

/** Where the owners of nodes are found. */
interface DbtCloudOwnerRule extends DbtCloudTextTransform {
  /**
   * `meta.<path>`: a name, a text with commas, a mapping with `email` and `name`, or a list of these;
   * `group`: the owner of the node's group, then the group's name; `exposure`: the owner of an
   * exposure; `database`: who owns the relation in the warehouse, as catalog.json has it.
   */
  from: string;
  /** E-mail domains that are taken off, e.g. `example.com`: what is left is the name of a User. */
  strip?: string | string[];
}

/** What of an entity is made of what dbt says. */
interface DbtCloudMappingRule extends DbtCloudTextTransform {
  /** The nodes that it is for: all by default. */
  when?: DbtCloudNodeCondition | DbtCloudNodeCondition[];
  /**
   * `meta.<path>`, or `tag`, `path`, `package`, `database`, `schema`, `materialized`, `access`, `group`,
   * `name`, `uniqueId`, `resourceType`. Without it, `value` is said of every node.
   */
  from?: string;
  /**
   * `tags`, `links`, `labels.<key>`, `annotations.<key>`, `lifecycle`, `system`, `domain` or `owner`. Of
   * several rules the first that says something counts, but tags and links add up.
   */
  to: string;
  /** Of a link: what people read, with captures as in `value`. */
  title?: string;
  /** Of a link: the name of an icon of the app. */
  icon?: string;
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
  /**
   * The proxy to go through, e.g. `http://proxy.example.com:3128`. Without it, the environment
   * variables of Node count (`NODE_USE_ENV_PROXY`).
   * @visibility secret
   */
  proxy?: string;
  /** A file of PEM certificates to trust besides those that Node trusts. */
  caFile?: string;
  /** How long to wait for dbt Cloud, e.g. `{ seconds: 30 }`, `30s` or `PT30S`. */
  timeouts?: {
    /** Until an answer is complete; of an artifact, until it begins. One minute by default. */
    request?: HumanDuration | string;
    /** Until the next piece of an artifact; 30 seconds by default. */
    stall?: HumanDuration | string;
    /** Until an artifact is read to its end; 10 minutes by default. */
    artifact?: HumanDuration | string;
  };
  /** How a request is tried again that may succeed then: after a fault or too many requests. */
  retry?: {
    /** How often; 4 times by default. */
    retries?: number;
    /** The wait before the first new try, which doubles from one to the next; 0.5 s by default. */
    minWait?: HumanDuration | string;
    /** The longest of these waits; 15 seconds by default. */
    maxWait?: HumanDuration | string;
    /**
     * The longest pause that dbt Cloud may ask for; a request that should wait longer fails. 6
     * minutes by default, which is more than dbt Cloud's own cooldown of 5.
     */
    maxRetryAfter?: HumanDuration | string;
  };
  /** How many requests there may be at once; 8 by default. Providers of one access URL share them. */
  concurrency?: number;
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
  /**
   * The name or id of the job whose manifests say which nodes there are and where they live: the
   * project's documentation job by default, or else the one that ran last.
   */
  definitionJob?: string | number;
  /** How far back the results of runs are read. */
  runs?: {
    /** Of so many of the newest runs of an environment; 20 by default, at most 100. */
    maxCount?: number;
    /** Of runs that ended so many days ago at most; 14 by default. */
    maxAgeDays?: number;
  };
  /** The namespace of the entities: `default` by default. */
  namespace?: string;
  /** Put in front of every entity name, so that two projects of one name can live side by side. */
  namePrefix?: string;
  /**
   * What each dbt resource type becomes; false where it shall be no entity, and lineage passes through
   * its nodes.
   */
  entities?: {
    /** Resources of type `dbt-model` by default. */
    model?: DbtCloudAttachedEntityShape | false;
    /** Resources of type `dbt-snapshot` by default. */
    snapshot?: DbtCloudAttachedEntityShape | false;
    /** Resources of type `dbt-seed` by default. */
    seed?: DbtCloudAttachedEntityShape | false;
    /** Resources of type `dbt-source` by default. */
    source?: DbtCloudAttachedEntityShape | false;
    /** Components of type `dbt-exposure` by default. */
    exposure?: DbtCloudEntityShape | false;
    /** Resources of type `dbt-semantic-model` by default. */
    semantic_model?: DbtCloudEntityShape | false;
    /** Resources of type `dbt-metric` by default. */
    metric?: DbtCloudEntityShape | false;
    /** Resources of type `dbt-saved-query` by default. */
    saved_query?: DbtCloudEntityShape | false;
    /** One Component of type `dbt-project` for each dbt project by default. */
    project?: DbtCloudEntityShape | false;
  };
  /** Which nodes become entities: all by default. Lineage passes through the others. */
  filters?: {
    /** Only what one of these conditions is true of. */
    include?: DbtCloudNodeCondition | DbtCloudNodeCondition[];
    /** Nothing that one of these conditions is true of. */
    exclude?: DbtCloudNodeCondition | DbtCloudNodeCondition[];
    /**
     * Of models, snapshots, seeds and sources, only those that are attached to a table; false by
     * default.
     */
    onlyInWarehouse?: boolean;
  };
  /** The owner of what has none in dbt that the catalog knows, e.g. `group:default/data-platform`. */
  defaultOwner?: string;
  /**
   * Where the owner of a node is found, the first that the catalog knows: by default `meta.owner`,
   * `group` and `exposure`. `meta.backstage.owner` and `rules` come before them.
   */
  owners?: DbtCloudOwnerRule[];
  /** What to make of what dbt says of nodes, in their order. `meta.backstage` comes before them. */
  rules?: DbtCloudMappingRule[];
  /**
   * How the entity of a node's table is found. Rules are tried in their order, and the first that
   * knows a candidate decides. By default: among Resources of type `table`, `view`, `dataset` or
   * `*-table` and APIs of type `dataset`, by their name or title.
   */
  tables?: Array<DbtCloudTableLookup | DbtCloudTableTemplate>;
  /**
   * The refs of table entities by the unique ids of nodes, e.g. `model.shop.orders:
   * resource:default/orders-table`. They beat everything else.
   */
  overrides?: { [uniqueId: string]: string };
  /**
   * No entities for the sources whose tables are in the catalog: what is made from them depends on
   * the tables themselves. False by default.
   */
  collapseSources?: boolean;
  /**
   * What the entity of a table takes from the dbt model that builds it, or from the source that reads
   * it: where it has nothing of its own (`ifMissing`), in place of what it has (`always`), or not at
   * all (`never`).
   */
  enrich?: {
    /** `ifMissing` by default. */
    description?: 'ifMissing' | 'always' | 'never';
    /** To the model in dbt Cloud and in the repository; `ifMissing` by default. */
    links?: 'ifMissing' | 'always' | 'never';
    /** `ifMissing` by default. */
    tags?: 'ifMissing' | 'always' | 'never';
    /** `ifMissing` by default: those whose keys it has not. */
    labels?: 'ifMissing' | 'always' | 'never';
    /** Those that name the model; `ifMissing` by default. */
    annotations?: 'ifMissing' | 'always' | 'never';
    /** Only an owner whom dbt names and the catalog knows; `never` by default. */
    owner?: 'ifMissing' | 'always' | 'never';
  };
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
  /** What the health of models, sources and exposures is judged by. */
  health?: {
    /**
     * `default`: what is wrong with the data. `dbt`: what dbt's own catalog counts, also that a model
     * has no tests or no description.
     */
    profile?: 'default' | 'dbt';
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
