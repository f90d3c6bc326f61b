import type { DbtNode, DbtProject } from './types';
import { withDatabaseOwners } from './withDatabaseOwners';

function project(nodes: Record<string, string | undefined>): DbtProject {
  return {
    name: 'shop',
    adapterType: 'snowflake',
    quoting: {},
    groups: new Map(),
    nodes: new Map(
      Object.entries(nodes).map(([uniqueId, databaseOwner]) => [
        uniqueId,
        { uniqueId, ...(databaseOwner && { databaseOwner }) } as DbtNode,
      ]),
    ),
  };
}

describe('withDatabaseOwners', () => {
  it('takes the newest word on each node, and forgets none', () => {
    const owned = withDatabaseOwners(
      project({ a: undefined, b: undefined, c: undefined }),
      new Map([
        ['a', 'NEW'],
        ['gone', 'NEW'],
      ]),
      project({ a: 'OLD', b: 'OLD', gone: 'OLD' }),
    );
    expect(owned).toEqual(project({ a: 'NEW', b: 'OLD', c: undefined }));
  });

  it('leaves the project as it was that it was made from', () => {
    const before = project({ a: undefined });
    withDatabaseOwners(before, new Map([['a', 'NEW']]));
    expect(before).toEqual(project({ a: undefined }));
  });
});
