import { Config } from '@backstage/config';
import { compileGlobs } from '../entities/compileGlobs';
import { ENTITY_KINDS } from '../entities/entityKinds';
import { NodeCondition } from '../entities/NodeCondition';
import { NODE_FIELDS, NodeField } from '../entities/nodeFields';
import { invalidValue } from './invalidValue';

const RESOURCE_TYPES = Object.keys(ENTITY_KINDS);

/**
 * Reads what is true of some nodes: one condition, or a list of which one has to be met. Empty where
 * there is none.
 *
 * @param path - where `config` stands, for messages
 * @throws InputError that names the offending key.
 * @internal
 */
export function readNodeConditions(
  config: Config,
  key: string,
  path: string,
): NodeCondition[] {
  const value = config.getOptional(key);
  if (value === undefined) {
    return [];
  }
  const at = `${path}.${key}`;
  return Array.isArray(value)
    ? value.map((item, i) => readNodeCondition(item, `${at}[${i}]`))
    : [readNodeCondition(value, at)];
}

function readNodeCondition(value: unknown, path: string): NodeCondition {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidValue(
      path,
      `an object with some of ${NODE_FIELDS.join(', ')}`,
    );
  }
  const globs: Partial<Record<NodeField, string[]>> = {};
  for (const [field, texts] of Object.entries(value)) {
    if (!isField(field)) {
      throw invalidValue(
        `${path}.${field}`,
        `nothing: a condition has only ${NODE_FIELDS.join(', ')}`,
      );
    }
    globs[field] = readGlobs(texts, `${path}.${field}`);
  }
  const unknownType = globs.resourceType?.find(
    glob => !RESOURCE_TYPES.some(compileGlobs([glob])),
  );
  if (unknownType !== undefined) {
    throw invalidValue(
      `${path}.resourceType`,
      `some of ${RESOURCE_TYPES.join(', ')}`,
    );
  }
  if (Object.keys(globs).length === 0) {
    throw invalidValue(path, `some of ${NODE_FIELDS.join(', ')}`);
  }
  return NodeCondition.create(globs, path);
}

/** A year as a tag is a number in YAML. */
function readGlobs(value: unknown, path: string): string[] {
  const globs = Array.isArray(value) ? value : [value];
  if (globs.length === 0 || !globs.every(isText)) {
    throw invalidValue(path, 'a text or a list of texts');
  }
  return globs.map(String);
}

function isText(value: unknown): boolean {
  return (
    (typeof value === 'string' && value !== '') || typeof value === 'number'
  );
}

function isField(key: string): key is NodeField {
  return (NODE_FIELDS as string[]).includes(key);
}
