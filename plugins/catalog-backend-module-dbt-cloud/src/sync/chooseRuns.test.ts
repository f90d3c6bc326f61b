import {
  DbtCloudJob,
  DbtCloudRun,
  DbtCloudRunStatus,
} from 'backstage-plugin-dbt-cloud-node';
import { chooseRuns, JobRuns } from './chooseRuns';

const DOCS_JOB = 1;
const HOURLY_JOB = 2;
const CI_JOB = 3;
const MERGE_JOB = 4;
const EXCLUDED_JOB = 5;
const JOBS = [
  job(DOCS_JOB, 'Daily'),
  job(HOURLY_JOB, 'Hourly'),
  job(CI_JOB, 'CI', 'ci'),
  job(MERGE_JOB, 'Merge', 'merge'),
  job(EXCLUDED_JOB, 'Excluded'),
];
const NOW = new Date('2024-02-01T00:00:00Z');
const HOUR_MS = 3_600_000;

function job(id: number, name: string, type?: string): DbtCloudJob {
  return {
    id,
    name,
    project_id: 1,
    job_type: type,
    execute_steps: [],
    generate_docs: false,
    run_generate_sources: false,
    triggers: {
      github_webhook: false,
      git_provider_webhook: false,
      schedule: false,
      on_merge: false,
    },
  };
}

/** Runs end an hour after one another, the hundredth now. */
function run(
  id: number,
  jobId: number,
  more: Partial<DbtCloudRun> = {},
): DbtCloudRun {
  return {
    id,
    job_definition_id: jobId,
    status: DbtCloudRunStatus.Success,
    finished_at: new Date(NOW.getTime() + (id - 100) * HOUR_MS).toISOString(),
    ...more,
  };
}

const ids = (runs: DbtCloudRun[]) => runs.map(({ id }) => id);
const groups = (found: JobRuns[]) => found.map(({ runs }) => ids(runs));

function choose(
  runs: DbtCloudRun[],
  options: {
    docsJobId?: number;
    freshnessJobId?: number;
    branch?: string;
    definitionJob?: string;
    include?: string[];
    maxCount?: number;
    maxAgeDays?: number;
    before?: { definitionJobId: number; readRunIds: number[] };
  } = {},
) {
  const { branch, before, maxCount = 20, maxAgeDays = 14 } = options;
  const choice = chooseRuns({
    project: {
      id: 1,
      name: 'p',
      docs_job_id: options.docsJobId,
      freshness_job_id: options.freshnessJobId,
    },
    environment: {
      id: 1,
      name: 'e',
      project_id: 1,
      use_custom_branch: branch !== undefined,
      custom_branch: branch,
    },
    jobs: JOBS,
    runs,
    scope: {
      jobs: { include: options.include ?? [], exclude: ['Excluded'] },
      definitionJob: options.definitionJob,
      runs: { maxCount, maxAgeDays },
    },
    before: before && { ...before, readRunIds: new Set(before.readRunIds) },
    now: NOW,
  });
  return {
    definition: ids(choice.definition),
    updates: groups(choice.updates),
    catalogs: groups(choice.catalogs),
    undocumented: ids(choice.undocumented),
    freshness: groups(choice.freshness),
    results: ids(choice.results),
    explanations: choice.explanations.map(explanation =>
      explanation.usable ? explanation.reasons : explanation.reason,
    ),
  };
}

const NOTHING = {
  definition: [],
  updates: [],
  catalogs: [],
  undocumented: [],
  freshness: [],
  results: [],
};

describe('the runs in scope', () => {
  it.each<[string, DbtCloudRun]>([
    ['its job is a CI job', run(1, CI_JOB)],
    ['its job no longer exists', run(1, 99)],
    ["the config's jobs leave Excluded out", run(1, EXCLUDED_JOB)],
    ['not finished', run(1, HOURLY_JOB, { status: DbtCloudRunStatus.Running })],
    ['cancelled', run(1, HOURLY_JOB, { status: DbtCloudRunStatus.Cancelled })],
    ...[
      'github_pull_request_id',
      'gitlab_merge_request_id',
      'azure_pull_request_id',
      'non_native_pull_request_id',
    ].map((key): [string, DbtCloudRun] => [
      'a pull request',
      run(1, HOURLY_JOB, { trigger: { [key]: 7 } }),
    ]),
    [
      'another schema',
      run(1, HOURLY_JOB, { trigger: { schema_override: 'tmp' } }),
    ],
    [
      'another schema or target',
      run(1, HOURLY_JOB, { trigger: { target_name_override: 'dev' } }),
    ],
    ['the branch x', run(1, HOURLY_JOB, { trigger: { git_branch: 'x' } })],
  ])('are never one of which it is said: %s', (reason, rejected) => {
    expect(choose([rejected])).toEqual({
      ...NOTHING,
      explanations: [expect.stringContaining(reason)],
    });
  });

  it.each<[string, DbtCloudRun, string | undefined]>([
    [
      "on the environment's own branch",
      run(1, HOURLY_JOB, { trigger: { git_branch: 'main' } }),
      'main',
    ],
    [
      'that failed',
      run(1, HOURLY_JOB, { status: DbtCloudRunStatus.Error }),
      undefined,
    ],
    ['of a merge job', run(1, MERGE_JOB), undefined],
  ])('are also those %s', (_, usable, branch) => {
    expect(choose([usable], { branch })).toMatchObject({
      definition: [1],
      results: [1],
    });
  });

  it('do not include a foreign branch where the environment has its own', () => {
    const foreign = run(1, HOURLY_JOB, { trigger: { git_branch: 'x' } });
    expect(choose([foreign], { branch: 'main' }).definition).toEqual([]);
  });

  it('are those of the included jobs only', () => {
    const runs = [run(1, HOURLY_JOB), run(2, DOCS_JOB)];
    expect(choose(runs, { include: ['Hour*'] }).definition).toEqual([1]);
    expect(choose(runs, { include: ['1'] }).definition).toEqual([2]);
  });
});

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
      undocumented: [2],
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

it('says of every run why it is used, newest first', () => {
  const runs = [
    run(96, DOCS_JOB, { has_sources_generated: false }),
    run(97, HOURLY_JOB, { has_docs_generated: false }),
    run(98, CI_JOB),
    run(99, DOCS_JOB),
  ];
  const { explanations } = choose(runs, {
    docsJobId: DOCS_JOB,
    maxCount: 2,
    before: { definitionJobId: DOCS_JOB, readRunIds: [97] },
  });
  expect(explanations).toEqual([
    {
      structure: "newest of the project's documentation job",
      catalog: 'newest of its job',
      freshness: 'newest of its job',
      results: 'in the window of runs',
    },
    'its job is a CI job, which builds temporary schemas',
    {
      structure: 'was read before',
      catalog: 'was read before',
      freshness: 'was read before',
      results: 'was read before',
    },
    {
      structure: 'in reserve, should newer runs of its job have none',
      catalog: 'in reserve, should newer runs of its job have none',
      freshness: 'checked no sources',
      results: 'outside the window of runs',
    },
  ]);
});
