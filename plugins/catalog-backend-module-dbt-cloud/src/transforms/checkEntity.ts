import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  Entity,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const POLICIES = [new SchemaValidEntityPolicy(), new FieldFormatEntityPolicy()];

/** Each looks at its own kind only; of other kinds, the catalog itself must know more. */
const KINDS = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

/** What the catalog makes relations of, and the kind that a ref without one has there. */
const REFS: Record<string, string | undefined> = {
  owner: 'Group',
  system: 'System',
  dependsOn: undefined,
  dependencyOf: undefined,
};

/**
 * Makes sure that the catalog would take an entity whose author is not this module.
 *
 * @throws an error that says what the catalog would refuse.
 * @internal
 */
export async function checkEntity(entity: Entity): Promise<void> {
  if (typeof entity !== 'object' || entity === null) {
    throw new InputError(`${JSON.stringify(entity)} is no entity`);
  }
  for (const policy of POLICIES) {
    await policy.enforce(entity);
  }
  for (const kind of KINDS) {
    await kind.check(entity);
  }
  for (const [field, defaultKind] of Object.entries(REFS)) {
    for (const ref of [entity.spec?.[field] ?? []].flat()) {
      parseEntityRef(ref as string, { defaultKind });
    }
  }
}
