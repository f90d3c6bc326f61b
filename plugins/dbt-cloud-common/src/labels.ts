/**
 * The name of the dbt project that an entity comes from.
 *
 * @public
 */
export const LABEL_DBT_PROJECT = 'getdbt.com/project';

/**
 * The installed package that a node comes from; not set on nodes of the project itself.
 *
 * @public
 */
export const LABEL_DBT_PACKAGE = 'getdbt.com/package';

/**
 * How a model is materialised, e.g. `table`, `view`, `incremental`.
 *
 * @see https://docs.getdbt.com/docs/build/materializations
 * @public
 */
export const LABEL_DBT_MATERIALIZED = 'getdbt.com/materialized';

/**
 * Who may reference a model: `public`, `protected` or `private`.
 *
 * @see https://docs.getdbt.com/docs/mesh/govern/model-access
 * @public
 */
export const LABEL_DBT_ACCESS = 'getdbt.com/access';

/**
 * The dbt group that a node belongs to.
 *
 * @public
 */
export const LABEL_DBT_GROUP = 'getdbt.com/group';
