import { ownerEntity } from '../../__fixtures__/ownerEntity';
import { OwnerDirectory } from './OwnerDirectory';

const directory = OwnerDirectory.fromEntities([
  ownerEntity('user:default/ada', {
    email: 'Ada@example.com',
    displayName: 'Ada L.',
  }),
  ownerEntity('user:default/alan', { displayName: 'Alan T.' }),
  ownerEntity('user:emea/alan', { displayName: 'Alan T.' }),
  ownerEntity('user:default/grace', { email: 'data@example.com' }),
  ownerEntity('group:default/data', { email: 'data@example.com' }),
  ownerEntity('user:default/finance'),
  ownerEntity('group:default/finance', { displayName: 'Finance & Control' }),
  ownerEntity('group:emea/sales'),
  ownerEntity('group:apac/risk'),
  ownerEntity('group:emea/risk'),
  ownerEntity('user:default/ghost', { displayName: 'ada', email: ' ' }),
  ownerEntity('component:default/ada-service'),
]);

function find(text: string) {
  const found = directory.find(text);
  switch (found.result) {
    case 'one':
      return found.entityRef;
    case 'several':
      return found.entityRefs;
    default:
      return undefined;
  }
}

describe('OwnerDirectory', () => {
  it.each([
    ['an e-mail address', 'ADA@example.com', 'user:default/ada'],
    ['a name, before a display name', 'Ada', 'user:default/ada'],
    ['a display name', 'ada l.', 'user:default/ada'],
    [
      'a display name of a group',
      ' Finance & Control ',
      'group:default/finance',
    ],
    ['a group before a user of the name', 'finance', 'group:default/finance'],
    [
      'a group before a user of the address',
      'data@example.com',
      'group:default/data',
    ],
    ['a ref', 'User:Finance', 'user:default/finance'],
    [
      'a ref without a kind, which is a group',
      'emea/sales',
      'group:emea/sales',
    ],
    ['a name in another namespace', 'sales', 'group:emea/sales'],
    ['a name in the default namespace first', 'alan', 'user:default/alan'],
  ])('finds %s', (_, text, expected) => {
    expect(find(text)).toBe(expected);
  });

  it.each([
    [
      'a display name of two',
      'Alan T.',
      ['user:default/alan', 'user:emea/alan'],
    ],
    [
      'a name in two namespaces',
      'risk',
      ['group:apac/risk', 'group:emea/risk'],
    ],
  ])('does not choose between those of %s', (_, text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it.each([
    'group:default/gone',
    'nobody',
    '',
    ' ',
    'a:b:c/d/e',
    'component:default/ada-service',
    'ada-service',
    '__proto__',
  ])('finds nobody for %j', text => {
    expect(find(text)).toBeUndefined();
  });
});
