import {
  DEFAULT_REMOVAL_GUARD,
  EmittedState,
  guardRemovals,
  isReleased,
} from './removalGuard';

/** So many entities, the first of them attached to tables of a schema. */
function emitted(
  entities: number,
  attached = 0,
  schema = 'public',
): EmittedState {
  const refs = Array.from({ length: entities }, (_, i) => `resource:d/m${i}`);
  return {
    entityRefs: new Set(refs),
    tables: new Map(
      refs
        .slice(0, attached)
        .map((ref, i) => [ref, `resource:d/${schema}.t${i}`] as const),
    ),
  };
}

function decide(before: EmittedState, after: EmittedState) {
  const { decision, counts } = guardRemovals(
    before,
    after,
    DEFAULT_REMOVAL_GUARD,
  );
  const { removed, detached, reattached } = counts;
  return { decision, removed, detached, reattached };
}

const nothing = { removed: 0, detached: 0, reattached: 0 };

describe('guardRemovals', () => {
  it('lets through what grows or stays', () => {
    expect(decide(emitted(0), emitted(100, 50))).toEqual({
      ...nothing,
      decision: 'pass',
    });
    expect(decide(emitted(100), emitted(100, 100))).toEqual({
      ...nothing,
      decision: 'pass',
    });
  });

  it('holds the removal of more than a share of the entities', () => {
    expect(decide(emitted(100), emitted(70))).toEqual({
      ...nothing,
      decision: 'pass',
      removed: 30,
    });
    expect(decide(emitted(100), emitted(69))).toEqual({
      ...nothing,
      decision: 'hold',
      removed: 31,
    });
  });

  it('holds a manifest from the wrong target, which moves the tables and keeps the nodes', () => {
    expect(decide(emitted(200, 40), emitted(200, 0))).toEqual({
      ...nothing,
      decision: 'hold',
      detached: 40,
    });
    expect(decide(emitted(200, 40), emitted(200, 40, 'dev'))).toEqual({
      ...nothing,
      decision: 'hold',
      reattached: 40,
    });
  });

  it('lets small changes through in a small project, but not the loss of all of it', () => {
    expect(decide(emitted(12), emitted(2)).decision).toBe('pass');
    expect(decide(emitted(12), emitted(1)).decision).toBe('hold');
    expect(decide(emitted(8), emitted(1)).decision).toBe('pass');
    expect(decide(emitted(8), emitted(0)).decision).toBe('hold');
    expect(decide(emitted(8, 5), emitted(8, 5, 'dev')).decision).toBe('hold');
    expect(decide(emitted(2), emitted(0)).decision).toBe('pass');
  });

  it('counts an entity that leaves with its table once', () => {
    expect(decide(emitted(100, 100), emitted(80, 80))).toEqual({
      ...nothing,
      decision: 'pass',
      removed: 20,
    });
  });

  it('lists what would happen', () => {
    const before = emitted(4, 3);
    const after: EmittedState = {
      entityRefs: new Set([...before.entityRefs].slice(0, 3)),
      tables: new Map([
        ['resource:d/m0', 'resource:d/public.t0'],
        ['resource:d/m1', 'resource:d/dev.t1'],
      ]),
    };
    expect(guardRemovals(before, after, DEFAULT_REMOVAL_GUARD).changes).toEqual(
      [
        {
          change: 'reattached',
          entityRef: 'resource:d/m1',
          tableRef: 'resource:d/public.t1',
          newTableRef: 'resource:d/dev.t1',
        },
        {
          change: 'detached',
          entityRef: 'resource:d/m2',
          tableRef: 'resource:d/public.t2',
        },
        { change: 'removed', entityRef: 'resource:d/m3' },
      ],
    );
  });

  it('has the same digest for the same changes only', () => {
    const digest = (before: EmittedState, after: EmittedState) =>
      guardRemovals(before, after, DEFAULT_REMOVAL_GUARD).digest;
    const before = emitted(100, 50);
    const shuffled: EmittedState = {
      entityRefs: new Set([...before.entityRefs].reverse()),
      tables: new Map([...before.tables].reverse()),
    };
    const expected = digest(before, emitted(60, 50));
    expect(digest(shuffled, emitted(60, 50))).toBe(expected);
    expect(digest(before, emitted(59, 50))).not.toBe(expected);
    expect(digest(before, emitted(60, 49))).not.toBe(expected);
  });
});

describe('isReleased', () => {
  it('takes a confirmation, or enough later runs', () => {
    const released = (state: 'held' | 'confirmed', runIds: number[]) =>
      isReleased({ state, runIds }, DEFAULT_REMOVAL_GUARD);
    expect(released('held', [])).toBe(false);
    expect(released('held', [1, 2, 3])).toBe(false);
    expect(released('held', [1, 2, 3, 4])).toBe(true);
    expect(released('confirmed', [1])).toBe(true);
  });
});
