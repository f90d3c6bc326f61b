import {
  DbtCloudRun,
  DbtCloudRunStatus,
} from 'backstage-plugin-dbt-cloud-node';
import {
  choose,
  CI_JOB,
  DOCS_JOB,
  EXCLUDED_JOB,
  HOURLY_JOB,
  MERGE_JOB,
  NOTHING,
  run,
} from './__testUtils__/chooseAmong';

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

  it('do not include a branch that the environment has but does not use', () => {
    const old = run(1, HOURLY_JOB, { trigger: { git_branch: 'old' } });
    const options = { branch: 'old', usesBranch: false };
    expect(choose([old], options).explanations).toEqual([
      'it ran on the branch old',
    ]);
  });

  it('are those of the included jobs only', () => {
    const runs = [run(1, HOURLY_JOB), run(2, DOCS_JOB)];
    expect(choose(runs, { include: ['Hour*'] }).definition).toEqual([1]);
    expect(choose(runs, { include: ['1'] }).definition).toEqual([2]);
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
