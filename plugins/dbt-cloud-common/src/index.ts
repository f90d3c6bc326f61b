/**
 * What the dbt Cloud plugins for Backstage share.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './apiTypes';
export * from './health';
export * from './labels';
export * from './permissions';
