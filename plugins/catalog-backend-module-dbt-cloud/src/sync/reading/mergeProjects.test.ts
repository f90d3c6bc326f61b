import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { defineProject, keepActiveJobs, updateProject } from './mergeProjects';

const DAILY = 1;
const HOURLY = 2;
const WEEKLY = 3;

function node(name: string, schema: string, description?: string): DbtNode {
  return {
    uniqueId: `model.shop.${name}`,
    resourceType: 'model',
    name,
    packageName: 'shop',
    external: false,
    dependsOn: [],
    materialized: 'table',
    relation: {
      schema: { name: schema, quoted: false },
      identifier: { name, quoted: false },
    },
    description,
    tags: [],
    meta: {},
    testCount: 0,
    unitTestCount: 0,
  };
}

/** A project of models that live in one schema. */
function project(
  schema: string,
  names: string[],
  more: Partial<DbtProject> & { description?: string } = {},
): DbtProject {
  const { description, ...rest } = more;
  return {
    name: 'shop',
    adapterType: 'snowflake',
    quoting: {},
    nodes: new Map(
      names.map(name => [
        `model.shop.${name}`,
        node(name, schema, description),
      ]),
    ),
    groups: new Map(),
    ...rest,
  };
}

function update(
  before: ReturnType<typeof defineProject>,
  jobId: number,
  other: DbtProject,
) {
  const testsOf = (id: string) => [`test.of.${id}`];
  return updateProject(before, { jobId, project: other, testsOf });
}

/** Each model's name with its schema. */
function models({ project: { nodes } }: ReturnType<typeof defineProject>) {
  return Object.fromEntries(
    [...nodes.values()].map(({ name, relation }) => [
      name,
      relation?.schema?.name,
    ]),
  );
}

function define(
  definition: DbtProject,
  before?: ReturnType<typeof defineProject>,
  jobId = DAILY,
) {
  return defineProject({ jobId, project: definition }, before);
}

const defined = define(project('prod', ['a', 'b']));

describe("another job's newer manifest", () => {
  it('adds nodes, with their tests', () => {
    const merged = update(defined, HOURLY, project('prod', ['a', 'b', 'c']));
    expect(models(merged)).toEqual({ a: 'prod', b: 'prod', c: 'prod' });
    expect(merged.additions).toEqual([
      {
        jobId: HOURLY,
        nodeIds: ['model.shop.c'],
        testIds: ['test.of.model.shop.c'],
      },
    ]);
  });

  it('updates nodes', () => {
    const other = project('prod', ['a'], { description: 'newer' });
    const { nodes } = update(defined, HOURLY, other).project;
    expect(nodes.get('model.shop.a')?.description).toBe('newer');
    expect(nodes.get('model.shop.b')?.description).toBeUndefined();
  });

  it('never removes a node of the definition job', () => {
    const merged = update(defined, HOURLY, project('prod', ['a']));
    expect(models(merged)).toEqual({ a: 'prod', b: 'prod' });
  });

  it('never moves a node to another relation', () => {
    const merged = update(defined, HOURLY, project('dev', ['a', 'b']));
    expect(models(merged)).toEqual({ a: 'prod', b: 'prod' });
  });

  it('never makes a table ephemeral', () => {
    const other = project('prod', ['a']);
    const { relation, ...ephemeral } = other.nodes.get('model.shop.a')!;
    other.nodes.set('model.shop.a', {
      ...ephemeral,
      materialized: 'ephemeral',
    });
    const { nodes } = update(defined, HOURLY, other).project;
    expect(nodes.get('model.shop.a')).toMatchObject({
      relation,
      materialized: 'table',
    });
  });

  it('moves and removes what only its job has', () => {
    const added = update(defined, HOURLY, project('prod', ['c']));
    const moved = update(added, HOURLY, project('late', ['c']));
    expect(models(moved).c).toBe('late');
    const removed = update(moved, HOURLY, project('prod', ['a']));
    expect(models(removed)).toEqual({ a: 'prod', b: 'prod' });
    expect(removed.additions).toEqual([]);
  });

  it('neither moves nor removes what another job has as well', () => {
    let merged = update(defined, HOURLY, project('prod', ['c']));
    merged = update(merged, WEEKLY, project('dev', ['c']));
    expect(models(merged).c).toBe('prod');
    merged = update(merged, HOURLY, project('prod', ['a']));
    expect(models(merged).c).toBe('prod');
    merged = update(merged, WEEKLY, project('prod', ['a']));
    expect(models(merged).c).toBeUndefined();
  });

  it('leaves what the project is to the definition job', () => {
    const other = project('prod', ['a'], { adapterType: 'duckdb' });
    expect(update(defined, HOURLY, other).project.adapterType).toBe(
      'snowflake',
    );
  });

  it('adds groups', () => {
    const finance = { name: 'finance', owner: {} };
    const other = project('prod', ['a'], {
      groups: new Map([['finance', finance]]),
    });
    expect(update(defined, HOURLY, other).project.groups.get('finance')).toBe(
      finance,
    );
  });
});

describe('a new manifest of the definition job', () => {
  it('removes and moves nodes', () => {
    const next = define(project('late', ['a']), defined);
    expect(models(next)).toEqual({ a: 'late' });
  });

  it('keeps what it never had and another job still has', () => {
    const merged = update(defined, HOURLY, project('prod', ['c']));
    const next = define(project('prod', ['a']), merged);
    expect(models(next)).toEqual({ a: 'prod', c: 'prod' });
    expect(next.additions).toEqual(merged.additions);
  });

  it('says itself what it has, where its job only added before', () => {
    const merged = update(defined, HOURLY, project('prod', ['c']));
    const next = define(project('prod', ['a']), merged, HOURLY);
    expect(models(next)).toEqual({ a: 'prod' });
  });

  it('takes over what another job had added, and then removes it', () => {
    const merged = update(defined, HOURLY, project('prod', ['c']));
    const taken = define(project('late', ['a', 'c']), merged);
    expect(models(taken)).toEqual({ a: 'late', c: 'late' });
    expect(taken.additions).toEqual([]);
    expect(models(define(project('late', ['a']), taken))).toEqual({
      a: 'late',
    });
  });
});

describe('a job that is no longer active', () => {
  const merged = update(defined, HOURLY, project('prod', ['c']));

  it('takes with it what only it had', () => {
    expect(models(keepActiveJobs(merged, new Set()))).toEqual({
      a: 'prod',
      b: 'prod',
    });
  });

  it('changes nothing where it is active after all', () => {
    expect(keepActiveJobs(merged, new Set([HOURLY]))).toBe(merged);
  });
});

it('never changes what it was given', () => {
  const before = update(defined, HOURLY, project('prod', ['c']));
  const describe = () => JSON.stringify([before.additions, models(before)]);
  const asItWas = describe();
  update(before, HOURLY, project('dev', ['d']));
  define(project('prod', []), before);
  keepActiveJobs(before, new Set());
  expect(describe()).toBe(asItWas);
});
