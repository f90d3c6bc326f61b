/**
 * The dbt unique id of the node behind an entity, as its manifest spells it,
 * e.g. `model.jaffle_shop.orders`; for a project `project.<name>`.
 *
 * @public
 */
export const ANNOTATION_DBT_UNIQUE_ID = 'getdbt.com/unique-id';

/**
 * The id of the dbt Cloud account that an entity comes from.
 *
 * @public
 */
export const ANNOTATION_DBT_ACCOUNT_ID = 'getdbt.com/account-id';

/**
 * The id of the dbt Cloud project that an entity comes from.
 *
 * @public
 */
export const ANNOTATION_DBT_PROJECT_ID = 'getdbt.com/project-id';

/**
 * The id of the dbt Cloud environment that an entity comes from.
 *
 * @public
 */
export const ANNOTATION_DBT_ENVIRONMENT_ID = 'getdbt.com/environment-id';

/**
 * The node's relation as its warehouse spells it, unquoted:
 * `database.schema.identifier`, or `schema.identifier` where there are two tiers.
 *
 * @public
 */
export const ANNOTATION_DBT_RELATION = 'getdbt.com/relation';

/**
 * The file that defines the node, relative to its dbt package.
 *
 * @public
 */
export const ANNOTATION_DBT_PATH = 'getdbt.com/path';

/**
 * On a version of a model that is not the latest: the entity ref of the latest one.
 *
 * @see https://docs.getdbt.com/docs/mesh/govern/model-versions
 * @public
 */
export const ANNOTATION_DBT_LATEST_VERSION = 'getdbt.com/latest-version';
