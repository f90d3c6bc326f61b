import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { invalidValue } from './invalidValue';
import { readEntityModel } from './readEntityModel';
import { readMappingRules } from './readMappingRules';
import { readNodeFilter } from './readNodeFilter';
import { readOwnerRules } from './readOwnerRules';
import { EntityConfig } from './types';

const NAMESPACE = /^[a-z0-9]+(-+[a-z0-9]+)*$/;
const NAME_PREFIX = /^([A-Za-z0-9][-A-Za-z0-9_.]{0,19})?$/;

/**
 * Reads how a provider's entities look. Everything has a default, so that a preview needs none of it.
 *
 * @internal
 */
export function readEntityConfig(config: Config, path: string): EntityConfig {
  const namespace = config.getOptionalString('namespace') ?? 'default';
  if (!NAMESPACE.test(namespace) || namespace.length > 63) {
    throw invalidValue(
      `${path}.namespace`,
      'lower-case letters, digits and single dashes, at most 63 characters',
    );
  }
  const namePrefix = config.getOptional('namePrefix') ?? '';
  if (typeof namePrefix !== 'string' || !NAME_PREFIX.test(namePrefix)) {
    throw invalidValue(
      `${path}.namePrefix`,
      'at most 20 letters, digits, dashes, underscores and dots, beginning with a letter or digit',
    );
  }
  return {
    namespace,
    namePrefix,
    defaultOwner: readDefaultOwner(config, path),
    model: readEntityModel(config, path),
    filter: readNodeFilter(config, path),
    ownerRules: readOwnerRules(config, path),
    mappingRules: readMappingRules(config, path),
  };
}

function readDefaultOwner(config: Config, path: string): string | undefined {
  const owner = config.getOptionalString('defaultOwner');
  if (owner === undefined) {
    return undefined;
  }
  const ref = parseOwner(owner);
  if (!ref) {
    throw invalidValue(
      `${path}.defaultOwner`,
      'an entity ref such as group:default/data-platform',
    );
  }
  return ref;
}

function parseOwner(owner: string): string | undefined {
  try {
    const ref = parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return KubernetesValidatorFunctions.isValidObjectName(ref.name)
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
