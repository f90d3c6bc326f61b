import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { TextPattern } from '../entities/mappings/TextPattern';
import { DEFAULT_TABLE_RULES } from '../warehouse/defaultTableRules';
import { EntityFilter } from '../warehouse/EntityFilter';
import { TEMPLATE_PART } from '../warehouse/fillTemplate';
import { RelationLocation, RuleScope, TableRule } from '../warehouse/TableRule';
import { toTableRef } from '../warehouse/toTableRef';
import { expectKeys } from './expectKeys';
import { invalidValue } from './invalidValue';

const SCOPE_KEYS = ['adapter', 'environments'];
const PARTS = ['database', 'schema', 'identifier'] as const;
const LOOKUP_KEYS = [
  'filter',
  'relation',
  'pattern',
  ...PARTS,
  'ignoreCase',
  ...SCOPE_KEYS,
];

/**
 * Reads how the table entities of relations are found.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readTableRules(config: Config, path: string): TableRule[] {
  const rules = config.getOptionalConfigArray('tables');
  if (rules?.length === 0) {
    throw invalidValue(`${path}.tables`, 'at least one rule');
  }
  return (
    rules?.map((rule, i) => {
      const name = `tables[${i}]`;
      return rule.has('entityRef')
        ? readTemplateRule(rule, name, `${path}.${name}`)
        : readLookupRule(rule, name, `${path}.${name}`);
    }) ?? DEFAULT_TABLE_RULES
  );
}

function readTemplateRule(
  config: Config,
  name: string,
  path: string,
): TableRule {
  expectKeys(config, ['entityRef', ...SCOPE_KEYS], path);
  const template = config.getString('entityRef');
  const isSpecific = /\{identifier\}/.test(template);
  if (!isSpecific || !toTableRef(template.replace(TEMPLATE_PART, 'x'))) {
    throw invalidValue(
      `${path}.entityRef`,
      'an entity ref with {identifier} in it, such as resource:default/{database}.{schema}.{identifier}',
    );
  }
  return { rule: 'template', ...readScope(config, name, path), template };
}

function readLookupRule(config: Config, name: string, path: string): TableRule {
  expectKeys(config, LOOKUP_KEYS, path);
  return {
    rule: 'lookup',
    ...readScope(config, name, path),
    filters: readFilters(config, path),
    location: config.has('relation')
      ? readTextLocation(config, path)
      : readPartsLocation(config, path),
    ignoreCase: config.getOptionalBoolean('ignoreCase') ?? false,
  };
}

function readScope(config: Config, name: string, path: string): RuleScope {
  const adapters = readTexts(config, 'adapter', path);
  return {
    name,
    ...(adapters && {
      adapters: adapters.map(adapter => adapter.toLowerCase()),
    }),
    ...(config.has('environments') && {
      environments: readTexts(config, 'environments', path),
    }),
  };
}

/** Read as values: the fields of entities are no valid keys of a config. */
function readFilters(config: Config, path: string): EntityFilter[] {
  const value = config.getOptional('filter');
  const filters = Array.isArray(value) ? value : [value];
  if (filters.length === 0) {
    throw invalidValue(`${path}.filter`, 'at least one filter');
  }
  return filters.map(filter =>
    EntityFilter.fromFields(readFilter(filter, `${path}.filter`)),
  );
}

function readFilter(value: unknown, path: string): Record<string, string[]> {
  const isFilter =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = Object.entries(isFilter ? value : {});
  if (fields.length === 0) {
    throw invalidValue(
      path,
      'the fields of entities with their values, such as { kind: Resource, spec.type: table }, or a list of such filters',
    );
  }
  return Object.fromEntries(
    fields.map(([field, values]) => {
      const texts = toTexts(values);
      if (!texts) {
        throw invalidValue(`${path}.${field}`, 'a text or a list of texts');
      }
      expectField(field, `${path}.${field}`);
      return [field, texts];
    }),
  );
}

function readTextLocation(config: Config, path: string): RelationLocation {
  const part = PARTS.find(key => config.has(key));
  if (part) {
    throw invalidValue(
      `${path}.${part}`,
      "nothing there beside 'relation': a relation is found in one field or in one for each part",
    );
  }
  const fields = readTexts(config, 'relation', path)!;
  fields.forEach(field => expectField(field, `${path}.relation`));
  const pattern = readPattern(config, path);
  return pattern
    ? { location: 'pattern', fields, pattern }
    : { location: 'text', fields };
}

/** Part of a relation may stand before or behind what a pattern names: it has to match as a whole. */
function readPattern(config: Config, path: string): TextPattern | undefined {
  const expression = config.getOptionalString('pattern');
  if (expression === undefined) {
    return undefined;
  }
  let pattern: TextPattern;
  try {
    pattern = TextPattern.compile(`^(?:${expression})$`);
  } catch (error) {
    throw invalidValue(
      `${path}.pattern`,
      `a regular expression in the syntax of RE2 (${stringifyError(error)})`,
    );
  }
  const { groupNames } = pattern;
  if (!groupNames.includes('schema') || !groupNames.includes('identifier')) {
    throw invalidValue(
      `${path}.pattern`,
      'a regular expression with the groups (?<schema>…) and (?<identifier>…), and (?<database>…) where there is one',
    );
  }
  return pattern;
}

function readPartsLocation(config: Config, path: string): RelationLocation {
  if (config.has('pattern') || !config.has('identifier')) {
    throw invalidValue(
      `${path}.relation`,
      "the field that has the relation, such as metadata.title; or 'schema' and 'identifier' with a field for each part",
    );
  }
  const [database, schema, identifier] = PARTS.map(part =>
    config.getOptionalString(part),
  );
  if (schema === undefined || identifier === undefined) {
    throw invalidValue(`${path}.schema`, 'the field that has the schema');
  }
  PARTS.filter(part => config.has(part)).forEach(part =>
    expectField(config.getString(part), `${path}.${part}`),
  );
  return {
    location: 'parts',
    ...(database !== undefined && { database }),
    schema,
    identifier,
  };
}

/** What the catalog takes as a field to answer with. */
function expectField(field: string, path: string): void {
  if (!/^[^\s,[\]]+$/.test(field)) {
    throw invalidValue(path, 'a field of an entity, such as metadata.title');
  }
}

function readTexts(
  config: Config,
  key: string,
  path: string,
): string[] | undefined {
  const value = config.getOptional(key);
  const texts = value === undefined ? undefined : toTexts(value);
  if (value !== undefined && !texts) {
    throw invalidValue(`${path}.${key}`, 'a text or a list of texts');
  }
  return texts;
}

/** Ids are numbers in YAML. */
function toTexts(value: unknown): string[] | undefined {
  const texts = Array.isArray(value) ? value : [value];
  const areTexts = texts.every(
    text => typeof text === 'number' || (typeof text === 'string' && text),
  );
  return texts.length > 0 && areTexts ? texts.map(String) : undefined;
}
