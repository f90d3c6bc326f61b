/**
 * A made-up dbt project of any size, entry by entry, in the proportions of real manifests: most
 * bytes are SQL and columns of models, then tests, then the macros, of which there are about as
 * many in every project.
 */
export { catalogEntry } from './synthetic/catalogEntry';
export { macros } from './synthetic/macros';
export { model } from './synthetic/model';
export { modelId } from './synthetic/names';
export { sources } from './synthetic/sources';
export { testsOf } from './synthetic/testsOf';
