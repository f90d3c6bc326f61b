export { assessHealth } from './assessHealth';
export { findFreshnessDoubt } from './findFreshnessDoubt';
export type { DbtFreshnessDoubt } from './findFreshnessDoubt';
export type * from './inputs';
export type * from './types';
