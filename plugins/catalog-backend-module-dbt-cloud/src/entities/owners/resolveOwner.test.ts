import { Entity } from '@backstage/catalog-model';
import { dbtNode, dbtProject } from '../../__fixtures__/dbtProject';
import { OwnerDirectory } from './OwnerDirectory';
import { resolveOwner } from './resolveOwner';

function entity(
  kind: string,
  name: string,
  profile: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    spec: { profile },
  };
}

const directory = OwnerDirectory.fromEntities([
  entity('User', 'ada', { email: 'ada@example.com', displayName: 'Ada L.' }),
  entity('User', 'finance'),
  entity('Group', 'finance', { displayName: 'Finance & Control' }),
]);

const project = dbtProject([], {
  groups: new Map([
    ['money', { name: 'money', owner: { name: 'Finance & Control' } }],
  ]),
});

describe('resolveOwner', () => {
  it.each([
    ['an e-mail address', 'Ada@example.com', 'user:default/ada'],
    ['a name, the group first', 'finance', 'group:default/finance'],
    ['a display name', 'Ada L.', 'user:default/ada'],
    ['a ref', 'user:finance', 'user:default/finance'],
    ['the first known of several', ['nobody', 'ada'], 'user:default/ada'],
  ])('finds %s', (_, owner, expected) => {
    const node = dbtNode('model.jaffle_shop.a', { meta: { owner } });
    expect(resolveOwner(node, project, directory, undefined).owner).toBe(
      expected,
    );
  });

  it('asks meta.backstage, then meta, then the dbt group', () => {
    const node = dbtNode('model.jaffle_shop.a', {
      group: 'money',
      meta: { owner: 'ada', backstage: { owner: 'user:default/finance' } },
    });
    const ownerOf = (meta: Record<string, unknown>) =>
      resolveOwner({ ...node, meta }, project, directory, undefined).owner;
    expect(ownerOf(node.meta)).toBe('user:default/finance');
    expect(ownerOf({ owner: 'ada' })).toBe('user:default/ada');
    expect(ownerOf({})).toBe('group:default/finance');
  });

  it("takes an exposure's owner", () => {
    const node = dbtNode('exposure.jaffle_shop.a', {
      owner: { name: 'Someone', email: ['ada@example.com'] },
    });
    expect(resolveOwner(node, project, directory, undefined)).toEqual({
      owner: 'user:default/ada',
      unresolved: [],
    });
  });

  it('falls back to the default and tells what it could not resolve', () => {
    const node = dbtNode('model.jaffle_shop.a', {
      meta: { owner: 'group:default/gone' },
    });
    expect(
      resolveOwner(node, project, directory, 'group:default/data'),
    ).toEqual({
      owner: 'group:default/data',
      unresolved: ['group:default/gone'],
    });
    expect(resolveOwner(node, project, directory, undefined).owner).toBe(
      'group:default/unknown',
    );
  });
});
