import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  KubernetesValidatorFunctions,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  MappingRule,
  MappingSource,
  MappingTarget,
} from '../entities/mappings/MappingRule';
import { TextPattern } from '../entities/mappings/TextPattern';
import { NODE_FIELDS } from '../entities/nodeFields';
import { expectKeys } from './expectKeys';
import { invalidValue } from './invalidValue';
import { readNodeConditions } from './readNodeConditions';
import { readTemplate, readTextTransform } from './readTextTransform';

const KEYS = ['when', 'from', 'match', 'value', 'map', 'to'];
const LINK_KEYS = [...KEYS, 'title', 'icon'];
const TEXT_TARGETS = ['lifecycle', 'system', 'domain', 'owner'] as const;
const TARGETS = [
  'tags',
  'links',
  'labels.<key>',
  'annotations.<key>',
  ...TEXT_TARGETS,
];

/**
 * Reads what to make of what dbt says of nodes.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readMappingRules(config: Config, path: string): MappingRule[] {
  const rules = config.getOptionalConfigArray('rules') ?? [];
  return rules.map((rule, i) => readMappingRule(rule, `${path}.rules[${i}]`));
}

function readMappingRule(config: Config, path: string): MappingRule {
  const transform = readTextTransform(config, path);
  const target = readTarget(config, transform.match, path);
  expectKeys(config, target.to === 'links' ? LINK_KEYS : KEYS, path);
  return {
    path,
    when: readNodeConditions(config, 'when', path),
    source: readSource(config, path),
    ...transform,
    target,
  };
}

/** Without a source, a rule says the same of every node that it is for. */
function readSource(config: Config, path: string): MappingSource {
  const from = config.getOptionalString('from');
  if (from === undefined) {
    if (!config.has('value') || config.has('match')) {
      throw invalidValue(
        `${path}.from`,
        `meta.<path>, ${NODE_FIELDS.join(
          ', ',
        )}; only a rule with 'value' and without 'match' can do without`,
      );
    }
    return { from: 'value' };
  }
  const metaPath = /^meta\.(.+)$/.exec(from)?.[1];
  if (metaPath !== undefined) {
    return { from: 'meta', path: metaPath };
  }
  const field = NODE_FIELDS.find(name => name === from);
  if (!field) {
    throw invalidValue(
      `${path}.from`,
      `meta.<path>, ${NODE_FIELDS.join(', ')}`,
    );
  }
  return { from: 'field', field };
}

function readTarget(
  config: Config,
  pattern: TextPattern | undefined,
  path: string,
): MappingTarget {
  const to = config.getString('to');
  const [, record, key] = /^(labels|annotations)\.(.+)$/.exec(to) ?? [];
  if (record === 'labels' || record === 'annotations') {
    if (!isOwnKey(key)) {
      throw invalidValue(
        `${path}.to`,
        `${record}.<key> with a valid key that this module does not set itself`,
      );
    }
    return { to: record, key };
  }
  if (to === 'links') {
    return {
      to,
      title: readTemplate(config, 'title', pattern, path),
      icon: config.getOptionalString('icon'),
    };
  }
  const target = TEXT_TARGETS.find(name => name === to);
  if (!target && to !== 'tags') {
    throw invalidValue(`${path}.to`, TARGETS.join(', '));
  }
  return { to: target ?? 'tags' };
}

/** The keys of an entity are the config's, never dbt's. */
function isOwnKey(key: string): boolean {
  return (
    KubernetesValidatorFunctions.isValidAnnotationKey(key) &&
    !key.startsWith('getdbt.com/') &&
    key !== ANNOTATION_LOCATION &&
    key !== ANNOTATION_ORIGIN_LOCATION
  );
}
