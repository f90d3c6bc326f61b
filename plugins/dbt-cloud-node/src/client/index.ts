export type { DbtCloudNetworkOptions } from './createAgent';
export * from './DbtCloudClient';
export * from './errors';
export type { DbtCloudTimeouts } from './HttpClient';
export * from './links';
export * from './normalizeAccessUrl';
export * from './parseTimestamp';
export * from './types';
export type { DbtCloudRetryOptions } from './withRetries';
