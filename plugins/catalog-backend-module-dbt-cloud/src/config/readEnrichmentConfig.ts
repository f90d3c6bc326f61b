import { Config } from '@backstage/config';
import { EnrichmentConfig, EnrichmentMode } from '../enrichment/types';
import { expectKeys } from './expectKeys';
import { invalidValue } from './invalidValue';

const MODES: readonly EnrichmentMode[] = ['ifMissing', 'always', 'never'];

/** An entity belongs to its own provider: what that says stays, and above all who owns it. */
const DEFAULTS: EnrichmentConfig = {
  description: 'ifMissing',
  links: 'ifMissing',
  tags: 'ifMissing',
  labels: 'ifMissing',
  annotations: 'ifMissing',
  owner: 'never',
};

/**
 * Reads what the entities of tables take from dbt.
 *
 * @throws InputError that names the offending key.
 * @internal
 */
export function readEnrichmentConfig(
  config: Config,
  path: string,
): EnrichmentConfig {
  const enrich = config.getOptionalConfig('enrich');
  if (enrich) {
    expectKeys(enrich, Object.keys(DEFAULTS), `${path}.enrich`);
  }
  const read = (field: keyof EnrichmentConfig): EnrichmentMode => {
    const value = enrich?.getOptional(field) ?? DEFAULTS[field];
    const mode = MODES.find(known => known === value);
    if (!mode) {
      throw invalidValue(
        `${path}.enrich.${field}`,
        `one of ${MODES.join(', ')}`,
      );
    }
    return mode;
  };
  return {
    description: read('description'),
    links: read('links'),
    tags: read('tags'),
    labels: read('labels'),
    annotations: read('annotations'),
    owner: read('owner'),
  };
}
