export * from './DbtCloudStore';
export * from './types';
export type { SqlLimit } from './limitSql';
export type { HeldLock } from './HeldLock';
export type { LockedResult } from './ProviderLocks';
export type { HoldRequest } from './HeldRemovalStore';
export type * from './SyncHistory';
export { scopeOf } from './HeldRemovalStore';
export type { DetailsWriter } from './DetailsWriter';
