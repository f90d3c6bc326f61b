import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtNode, dbtProject } from '../../__fixtures__/dbtProject';
import { ownerEntity } from '../../__fixtures__/ownerEntity';
import { readOwnerRules } from '../../config/readOwnerRules';
import { NodeFindings } from '../NodeFindings';
import { NodeOwners } from './NodeOwners';
import { OwnerDirectory } from './OwnerDirectory';

const directory = OwnerDirectory.fromEntities([
  ownerEntity('user:default/ada', { email: 'ada@example.com' }),
  ownerEntity('user:default/bob', { displayName: 'Bob, B.' }),
  ownerEntity('user:default/alan', { displayName: 'Dr. Alan' }),
  ownerEntity('user:default/turing', { displayName: 'Dr. Alan' }),
  ownerEntity('group:default/finance', { displayName: 'Finance & Control' }),
]);

const project = dbtProject([], {
  groups: new Map([
    ['money', { name: 'money', owner: { name: 'Finance & Control' } }],
    ['finance', { name: 'finance', owner: { email: ['gone@example.com'] } }],
  ]),
});

function setUp(options: { owners?: JsonObject[]; defaultOwner?: string } = {}) {
  const { owners, defaultOwner } = options;
  const findings = new NodeFindings();
  const nodeOwners = NodeOwners.create(project, {
    rules: readOwnerRules(new ConfigReader({ owners }), 'test'),
    directory,
    defaultOwner,
    findings,
  });
  const ownerOf = (node: Partial<DbtNode>, mapped: string[][] = []) =>
    nodeOwners.ownerOf(dbtNode('model.jaffle_shop.a', node), mapped);
  return { nodeOwners, findings, ownerOf };
}

describe('the default owner rules', () => {
  const { ownerOf } = setUp({ defaultOwner: 'group:default/data' });

  it('ask what was mapped, then meta, then the dbt group, then the exposure', () => {
    const node = {
      group: 'money',
      meta: { owner: 'ada' },
      owner: { name: 'bob' },
    };
    expect(ownerOf(node, [['nobody', 'alan']])).toBe('user:default/alan');
    expect(ownerOf(node)).toBe('user:default/ada');
    expect(ownerOf({ ...node, meta: {} })).toBe('group:default/finance');
    expect(ownerOf({ owner: node.owner })).toBe('user:default/bob');
    expect(ownerOf({})).toBe('group:default/data');
  });

  it.each([
    ['of a list', ['nobody', 'ada']],
    ['of a text with commas', 'nobody, ada; bob'],
    ['of a list in a list', [['nobody'], 'ada']],
    ['of a mapping', { name: 'nobody', email: 'ada@example.com' }],
    ['of mappings in a list', [{ name: 'nobody' }, { name: 'ada' }]],
  ])('take the first known %s', (_, owner) => {
    expect(ownerOf({ meta: { owner } })).toBe('user:default/ada');
  });

  it('take a name with a comma for one name', () => {
    expect(ownerOf({ meta: { owner: 'Bob, B.' } })).toBe('user:default/bob');
  });

  it("fall back from a group's owner to its name", () => {
    expect(ownerOf({ group: 'finance' })).toBe('group:default/finance');
  });

  it('do not ask the database', () => {
    expect(ownerOf({ databaseOwner: 'ada' })).toBe('group:default/data');
  });
});

describe('owner rules of the config', () => {
  it('are asked in their order, and nothing else is', () => {
    const { ownerOf, nodeOwners } = setUp({
      owners: [{ from: 'database' }, { from: 'meta.contact.person' }],
    });
    const node = { databaseOwner: 'ADA', meta: { contact: { person: 'bob' } } };
    expect(ownerOf(node)).toBe('user:default/ada');
    expect(ownerOf({ meta: node.meta })).toBe('user:default/bob');
    expect(ownerOf({ meta: { owner: 'ada' } })).toBe('group:default/unknown');
    expect(nodeOwners.unusedRules()).toEqual([]);
  });

  it('take domains off, match, and map, each of several names', () => {
    const { ownerOf } = setUp({
      owners: [
        {
          from: 'meta.owner',
          strip: ['@Example.com', 'example.org'],
          map: { 'acct-7': 'group:default/finance' },
        },
        { from: 'meta.team', match: '^team[-:](?<team>.+)$', value: '$<team>' },
      ],
    });
    const ownerIs = (owner: string) => ownerOf({ meta: { owner } });
    expect(ownerIs('alan@example.com, x')).toBe('user:default/alan');
    expect(ownerIs('x, turing@EXAMPLE.org')).toBe('user:default/turing');
    expect(ownerIs('ada@example.net')).toBe('group:default/unknown');
    expect(ownerIs('acct-7')).toBe('group:default/finance');
    expect(ownerOf({ meta: { team: 'team:finance' } })).toBe(
      'group:default/finance',
    );
    expect(ownerOf({ meta: { team: 'finance' } })).toBe(
      'group:default/unknown',
    );
  });

  it('are told of where they find nothing', () => {
    const { ownerOf, nodeOwners } = setUp({
      owners: [
        { from: 'meta.owner' },
        { from: 'meta.onwer' },
        { from: 'database' },
      ],
    });
    ownerOf({ meta: { owner: 'ada' }, databaseOwner: 'not needed' });
    expect(nodeOwners.unusedRules()).toEqual(['test.owners[1]']);
  });
});

describe('what NodeOwners reports', () => {
  it('is each owner that nobody knows, with all of its nodes', () => {
    const { nodeOwners, findings } = setUp({
      defaultOwner: 'user:default/ada',
    });
    for (const name of ['a', 'b', 'c', 'd']) {
      const node = dbtNode(`model.jaffle_shop.${name}`, {
        meta: { owner: 'gone, too' },
      });
      expect(nodeOwners.ownerOf(node, [])).toBe('user:default/ada');
    }
    expect(findings.list()).toEqual([
      {
        code: 'owner-unresolved',
        message: expect.stringContaining(
          'The owner "gone" or "too" is no User',
        ),
        uniqueIds: ['a', 'b', 'c', 'd'].map(
          name => `model.jaffle_shop.${name}`,
        ),
      },
    ]);
    expect(findings.problems()[0]).toMatchObject({
      severity: 'warning',
      uniqueId: 'model.jaffle_shop.a',
      message: expect.stringMatching(
        /\(model\.jaffle_shop\.a, model\.jaffle_shop\.b, model\.jaffle_shop\.c and 1 more\)$/,
      ),
    });
  });

  it('is a name of two, which neither of them gets', () => {
    const { ownerOf, findings } = setUp({ defaultOwner: 'user:default/ada' });
    const node = { meta: { owner: 'Dr. Alan' }, group: 'money' };
    expect(ownerOf(node)).toBe('group:default/finance');
    expect(findings.list()).toEqual([
      {
        code: 'owner-ambiguous',
        message: expect.stringContaining(
          '"Dr. Alan" can be user:default/alan or user:default/turing',
        ),
        uniqueIds: ['model.jaffle_shop.a'],
      },
    ]);
  });

  it('is that nobody owns a node, where there is no default', () => {
    const { ownerOf, findings } = setUp();
    expect(ownerOf({})).toBe('group:default/unknown');
    expect(findings.list().map(({ code }) => code)).toEqual(['owner-unknown']);
  });
});
