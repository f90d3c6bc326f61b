export * from './client';
export * from './webhooks';
export * from './project/types';
export * from './project/details';
export * from './project/relation';
export * from './project/warehouseRules';
export * from './project/catalogEntry';
export * from './project/results';
export * from './project/withDatabaseOwners';
export * from './artifacts/ArtifactError';
export * from './artifacts/ArtifactSource';
export * from './artifacts/readFileInChunks';
export * from './artifacts/readManifest';
export * from './artifacts/readCatalog';
export * from './artifacts/readRunResults';
export * from './artifacts/readSources';
export type {
  ResultsReadOptions,
  ResultsReadResult,
} from './artifacts/readResults';
