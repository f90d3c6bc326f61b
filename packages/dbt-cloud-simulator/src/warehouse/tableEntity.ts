import { createHash } from 'node:crypto';
import { PlainEntity } from './PlainEntity';

const MAXIMUM_LENGTH = 63;
const HASH_LENGTH = 8;
const VALID_NAME = /^[a-z0-9]([-a-z0-9_.]*[a-z0-9])?$/;

/**
 * The entity of a table. Its title is the name that the warehouse knows it by; its own
 * name is made from that, with a hash where not all of it could be kept.
 *
 * @internal
 */
export function tableEntity(options: {
  title: string;
  type: 'table' | 'view';
  owner: string;
}): PlainEntity {
  const { title, type, owner } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: entityName(title), title },
    spec: { type, owner },
  };
}

/**
 * Underscores stay, since without them `a_b` and `a-b` would be one name. What is not all
 * in one case has a hash as well: the catalog compares names without regard to case.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
 */
function entityName(title: string): string {
  const name = title.toLowerCase();
  const isOneCase = title === name || title === title.toUpperCase();
  if (isOneCase && VALID_NAME.test(name) && name.length <= MAXIMUM_LENGTH) {
    return name;
  }
  const hash = createHash('sha256').update(title).digest('hex');
  const kept = name
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAXIMUM_LENGTH - HASH_LENGTH - 1)
    .replace(/^-+|-+$/g, '');
  return `${kept}-${hash.slice(0, HASH_LENGTH)}`;
}
