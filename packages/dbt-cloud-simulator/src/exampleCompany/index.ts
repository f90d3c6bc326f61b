export { addExampleRun } from './addExampleRun';
export type { AddExampleRunOptions, ExampleJob } from './addExampleRun';
export type { CatalogTable, ExampleCatalog } from './artifacts/buildCatalog';
export type {
  ExampleManifest,
  ManifestNode,
  ManifestResource,
} from './artifacts/manifestTypes';
export type { ExampleChanges, ExampleProjectName } from './changeProjects';
export { exampleArtifacts } from './exampleArtifacts';
export type { ExampleArtifacts } from './exampleArtifacts';
export { exampleCompany } from './exampleCompany';
export type { ExampleCompanyOptions } from './exampleCompany';
export { exampleOrganisation } from './exampleOrganisation';
export { exampleWarehouseEntities } from './exampleWarehouseEntities';
export * from './ProjectDescription';
