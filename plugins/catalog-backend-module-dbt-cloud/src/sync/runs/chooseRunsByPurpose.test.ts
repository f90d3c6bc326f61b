import {
  choose,
  CI_JOB,
  DOCS_JOB,
  HOURLY_JOB,
  MERGE_JOB,
  NOW,
  run,
} from './__testUtils__/chooseAmong';

describe('the definition job', () => {
  const runs = [run(1, DOCS_JOB), run(2, MERGE_JOB), run(3, HOURLY_JOB)];
  const before = { definitionJobId: MERGE_JOB, readRunIds: [] };

  it.each<[string, Parameters<typeof choose>[1], number[]]>([
    [
      'the configured one, by its name',
      { definitionJob: 'Merge', docsJobId: DOCS_JOB },
      [2, 3, 1],
    ],
    [
      'the configured one, by its id',
      { definitionJob: String(MERGE_JOB), docsJobId: DOCS_JOB },
      [2, 3, 1],
    ],
    [
      "else the project's documentation job",
      { docsJobId: DOCS_JOB, before },
      [1, 3, 2],
    ],
    [
      'else, where that one is in another environment, the one used last time',
      { docsJobId: 77, before },
      [2],
    ],
    ['else the one used last time', { before }, [2]],
    ['else the one that ran last', {}, [3, 2, 1]],
  ])('is %s', (_, options, definition) => {
    expect(choose(runs, options).definition).toEqual(definition);
  });

  it('is never a CI job, even where it is configured', () => {
    const withCi = [run(1, HOURLY_JOB), run(2, CI_JOB)];
    expect(choose(withCi, { definitionJob: 'CI' }).definition).toEqual([1]);
  });

  it('is followed by older runs, in case the newest has no manifest', () => {
    expect(choose([run(1, HOURLY_JOB), run(2, HOURLY_JOB)]).definition).toEqual(
      [2, 1],
    );
  });

  it('goes by when runs ended, not by when they began', () => {
    const long = run(1, HOURLY_JOB, { finished_at: NOW.toISOString() });
    expect(choose([long, run(2, HOURLY_JOB)]).definition).toEqual([1, 2]);
  });

  it('leaves it to the newest run of each other job to add and update', () => {
    const more = [...runs, run(4, HOURLY_JOB)];
    expect(choose(more, { docsJobId: DOCS_JOB }).updates).toEqual([
      [2],
      [4, 3],
    ]);
  });
});

describe('catalogs and freshness', () => {
  it('come from the job that is there for them first, then oldest first', () => {
    const runs = [
      run(1, DOCS_JOB),
      run(2, HOURLY_JOB),
      run(3, DOCS_JOB),
      run(4, MERGE_JOB),
    ];
    const jobs = { docsJobId: DOCS_JOB, freshnessJobId: MERGE_JOB };
    expect(choose(runs, jobs)).toMatchObject({
      catalogs: [[3, 1], [2], [4]],
      freshness: [[4], [2], [3, 1]],
    });
  });

  it('may be in the newest run of each job though dbt Cloud says of none', () => {
    const undocumented = { has_docs_generated: false };
    const runs = [
      run(1, DOCS_JOB, undocumented),
      run(2, HOURLY_JOB, undocumented),
      run(3, HOURLY_JOB, undocumented),
    ];
    expect(choose(runs, { docsJobId: DOCS_JOB })).toMatchObject({
      catalogs: [],
      undocumented: [[1], [3]],
      explanations: [
        { catalog: 'newest of its job, as no run generated documentation' },
        { catalog: 'generated no documentation' },
        { catalog: 'newest of its job, as no run generated documentation' },
      ],
    });
  });

  it('are looked for where dbt Cloud does not say that there are none', () => {
    const runs = [
      run(1, DOCS_JOB, { has_docs_generated: true }),
      run(2, HOURLY_JOB, {
        has_docs_generated: false,
        has_sources_generated: false,
      }),
      run(3, MERGE_JOB),
    ];
    expect(choose(runs)).toMatchObject({
      catalogs: [[1], [3]],
      undocumented: [[2]],
      freshness: [[1], [3]],
    });
  });
});

describe('results', () => {
  const runs = [run(97, HOURLY_JOB), run(99, DOCS_JOB), run(98, HOURLY_JOB)];

  it('come from all jobs, oldest first', () => {
    expect(choose(runs).results).toEqual([97, 98, 99]);
  });

  it('come from so many runs', () => {
    expect(choose(runs, { maxCount: 2 }).results).toEqual([98, 99]);
  });

  it('come from runs of so many days', () => {
    const old = run(100 - 25, HOURLY_JOB);
    expect(choose([...runs, old], { maxAgeDays: 1 }).results).toEqual([
      97, 98, 99,
    ]);
  });
});

describe('a run that was read before', () => {
  const runs = [run(1, DOCS_JOB), run(2, HOURLY_JOB), run(3, HOURLY_JOB)];
  const before = { definitionJobId: DOCS_JOB, readRunIds: [1, 2] };

  it('is not read again', () => {
    expect(choose(runs, { docsJobId: DOCS_JOB, before })).toMatchObject({
      definition: [],
      updates: [[3]],
      catalogs: [[3]],
      freshness: [[3]],
      results: [3],
    });
  });

  it('is read again for the structure where the definition job is another', () => {
    const changed = { definitionJob: 'Hourly', before };
    expect(choose(runs, changed).definition).toEqual([3, 2, 1]);
  });
});
