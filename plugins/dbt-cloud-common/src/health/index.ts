export { assessHealth } from './assessHealth';
export { isFreshnessInDoubt } from './freshnessDoubt';
export type * from './inputs';
export type * from './types';
