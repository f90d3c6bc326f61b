import { Config } from '@backstage/config';
import {
  DEFAULT_OWNER_RULES,
  OwnerRule,
  OwnerSource,
} from '../entities/owners/OwnerRule';
import { expectKeys } from './expectKeys';
import { invalidValue } from './invalidValue';
import { readTextTransform } from './readTextTransform';

const SOURCES = ['group', 'exposure', 'database'] as const;
const KEYS = ['from', 'strip', 'match', 'value', 'map'];

/**
 * Reads how to tell who owns a node.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readOwnerRules(config: Config, path: string): OwnerRule[] {
  const rules = config.getOptionalConfigArray('owners');
  return (
    rules?.map((rule, i) => readOwnerRule(rule, `${path}.owners[${i}]`)) ??
    DEFAULT_OWNER_RULES
  );
}

function readOwnerRule(config: Config, path: string): OwnerRule {
  expectKeys(config, KEYS, path);
  return {
    path,
    source: readSource(config, path),
    strip: readDomains(config, path),
    ...readTextTransform(config, path),
  };
}

function readSource(config: Config, path: string): OwnerSource {
  const from = config.getString('from');
  const metaPath = /^meta\.(.+)$/.exec(from)?.[1];
  if (metaPath !== undefined) {
    return { from: 'meta', path: metaPath };
  }
  const source = SOURCES.find(name => name === from);
  if (!source) {
    throw invalidValue(`${path}.from`, `meta.<path>, ${SOURCES.join(', ')}`);
  }
  return { from: source };
}

function readDomains(config: Config, path: string): string[] {
  const strip = config.getOptional('strip') ?? [];
  const domains = [strip].flat();
  if (!domains.every(domain => typeof domain === 'string')) {
    throw invalidValue(
      `${path}.strip`,
      'an e-mail domain such as example.com, or a list of them',
    );
  }
  return domains.map(domain => domain.replace(/^@/, '').toLowerCase());
}
