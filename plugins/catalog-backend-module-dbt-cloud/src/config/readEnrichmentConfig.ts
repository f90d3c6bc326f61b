import { Config } from '@backstage/config';
import { EnrichmentConfig, EnrichmentMode } from '../enrichment/types';
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
  const fields = Object.keys(DEFAULTS) as Array<keyof EnrichmentConfig>;
  const unknown = enrich
    ?.keys()
    .find(key => !(fields as string[]).includes(key));
  if (unknown !== undefined) {
    throw invalidValue(
      `${path}.enrich.${unknown}`,
      `nothing; an entity can be enriched with ${fields.join(', ')}`,
    );
  }
  return Object.fromEntries(
    fields.map(field => [
      field,
      readMode(enrich, field, path) ?? DEFAULTS[field],
    ]),
  ) as unknown as EnrichmentConfig;
}

function readMode(
  enrich: Config | undefined,
  field: string,
  path: string,
): EnrichmentMode | undefined {
  const value = enrich?.getOptional(field);
  const mode = MODES.find(known => known === value);
  if (value !== undefined && mode === undefined) {
    throw invalidValue(
      `${path}.enrich.${field}`,
      `${MODES.slice(0, -1).join(', ')} or ${MODES[MODES.length - 1]}`,
    );
  }
  return mode;
}
