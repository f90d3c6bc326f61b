import { Config } from '@backstage/config';
import { ENTITY_KINDS } from '../entities/entityKinds';
import {
  DEFAULT_ENTITY_MODEL,
  EntityModel,
  EntityShape,
} from '../entities/EntityModel';
import { expectKeys } from './expectKeys';
import { invalidValue } from './invalidValue';

const MODEL_KEYS = Object.keys(DEFAULT_ENTITY_MODEL) as Array<
  keyof EntityModel
>;
const KINDS: Array<EntityShape['kind']> = ['Resource', 'Component'];
const DIRECTIONS: Array<EntityShape['attach']> = ['dependencyOf', 'dependsOn'];

/**
 * Reads what each dbt resource type and the project become in the catalog.
 *
 * @throws InputError, or the config reader's own error, that names the offending key.
 * @internal
 */
export function readEntityModel(config: Config, path: string): EntityModel {
  const entities = config.getOptionalConfig('entities');
  const model = { ...DEFAULT_ENTITY_MODEL };
  if (!entities) {
    return model;
  }
  expectKeys(entities, MODEL_KEYS, `${path}.entities`);
  for (const key of MODEL_KEYS.filter(item => entities.has(item))) {
    model[key] = readShape(entities, key, `${path}.entities`);
  }
  return model;
}

function readShape(
  entities: Config,
  key: keyof EntityModel,
  path: string,
): EntityShape | false {
  const value = entities.getOptional(key);
  if (value === false) {
    return false;
  }
  const at = `${path}.${key}`;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw invalidValue(at, 'an object with kind, type or attach, or false');
  }
  const shape = DEFAULT_ENTITY_MODEL[key] as EntityShape;
  const config = entities.getConfig(key);
  expectKeys(config, ['kind', 'type', 'attach'], at);
  const attach = config.getOptionalString('attach');
  if (attach !== undefined && !hasTable(key)) {
    throw invalidValue(`${at}.attach`, `nothing: a ${key} has no table`);
  }
  return {
    kind: readOneOf(
      config.getOptionalString('kind') ?? shape.kind,
      KINDS,
      `${at}.kind`,
    ),
    type: config.getOptionalString('type') ?? shape.type,
    attach: readOneOf(attach ?? shape.attach, DIRECTIONS, `${at}.attach`),
  };
}

function hasTable(key: keyof EntityModel): boolean {
  return key !== 'project' && ENTITY_KINDS[key].table !== 'none';
}

function readOneOf<T extends string>(
  value: string,
  choices: T[],
  path: string,
): T {
  const choice = choices.find(item => item === value);
  if (choice === undefined) {
    throw invalidValue(path, `one of ${choices.join(', ')}`);
  }
  return choice;
}
