import type { CatalogEntry } from '../project/catalogEntry';
import type { DbtProblem } from '../project/types';
import { ArtifactError } from './ArtifactError';
import type { ArtifactSource, ReadOptions } from './ArtifactSource';
import { expectKind } from './expectKind';
import type { JsonPlan } from './json/JsonPlan';
import { splitJson } from './json/splitJson';
import { readCatalogEntry } from './readCatalogEntry';
import { readMetadata } from './readMetadata';

/**
 * What to read of a catalog.
 *
 * @public
 */
export interface CatalogReadOptions extends ReadOptions {
  /** Receives what is left out of a catalog, and why. */
  onProblem?: (problem: DbtProblem) => void;
}

const PLAN: JsonPlan = new Map([
  ['metadata', { want: 'value', select: true }],
  ['nodes', { want: 'entries', select: () => true }],
  ['sources', { want: 'entries', select: () => true }],
]);

/**
 * Reads what the warehouse says of a project's relations, one at a time. A catalog that is read
 * to its end without an error is complete as a file; dbt may have left relations out of it.
 *
 * @see https://docs.getdbt.com/reference/artifacts/catalog-json
 * @throws ArtifactError where the artifact is no catalog, or is broken or cut off
 * @public
 */
export async function* readCatalog(
  source: ArtifactSource,
  options: CatalogReadOptions,
): AsyncGenerator<CatalogEntry> {
  const { name, onProblem } = options;
  let isCatalog = false;
  for await (const parts of splitJson(source, PLAN, options)) {
    for (const part of parts) {
      isCatalog = true;
      if (part.kind === 'value' && part.section === 'metadata') {
        expectKind(name, readMetadata(part.value), 'catalog');
      } else if (part.kind === 'entry') {
        const read = readCatalogEntry(part.key, part.value);
        if (typeof read === 'string') {
          onProblem?.({
            severity: 'error',
            code: 'catalog-entry-malformed',
            message: `${name}: ${part.key} in "${part.section}" is left out: ${read}`,
            uniqueId: part.key,
          });
        } else {
          yield read;
        }
      }
    }
  }
  if (!isCatalog) {
    throw new ArtifactError(
      name,
      'this is no catalog: it has neither metadata nor nodes nor sources',
    );
  }
}
