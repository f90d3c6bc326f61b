/**
 * The topic of all events of dbt Cloud, which is the last part of the path that takes them, too.
 *
 * @internal
 */
export const DBT_CLOUD_TOPIC = 'dbtCloud';
