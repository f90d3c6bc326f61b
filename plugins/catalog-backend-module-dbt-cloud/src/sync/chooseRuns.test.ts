import {
  DbtCloudJob,
  DbtCloudRun,
  DbtCloudRunStatus,
} from 'backstage-plugin-dbt-cloud-node';
import { chooseRuns } from './chooseRuns';

const DOCS_JOB = 1;
const HOURLY_JOB = 2;
const CI_JOB = 3;

function job(id: number, more: Partial<DbtCloudJob> = {}): DbtCloudJob {
  return {
    id,
    name: `job ${id}`,
    project_id: 1,
    execute_steps: [],
    generate_docs: false,
    run_generate_sources: false,
    triggers: {
      github_webhook: false,
      git_provider_webhook: false,
      schedule: false,
      on_merge: false,
    },
    ...more,
  };
}

function run(
  id: number,
  jobId: number,
  more: Partial<DbtCloudRun> = {},
): DbtCloudRun {
  return {
    id,
    job_definition_id: jobId,
    status: DbtCloudRunStatus.Success,
    ...more,
  };
}

function choose(
  runs: DbtCloudRun[],
  options: { docsJobId?: number; branch?: string; exclude?: string[] } = {},
) {
  const { docsJobId, branch, exclude = [] } = options;
  const choice = chooseRuns({
    project: { id: 1, name: 'p', docs_job_id: docsJobId },
    environment: {
      id: 1,
      name: 'e',
      project_id: 1,
      use_custom_branch: branch !== undefined,
      custom_branch: branch,
    },
    jobs: [job(DOCS_JOB), job(HOURLY_JOB), job(CI_JOB, { job_type: 'ci' })],
    runs,
    jobFilter: { include: [], exclude },
  });
  return {
    manifest: choice.manifest.map(({ id }) => id),
    catalog: choice.catalog.map(({ id }) => id),
    rejected: choice.rejected.map(({ run: { id }, reason }) => [id, reason]),
  };
}

describe('chooseRuns', () => {
  it('takes the newest first', () => {
    expect(choose([run(1, HOURLY_JOB), run(2, DOCS_JOB)]).manifest).toEqual([
      2, 1,
    ]);
  });

  it('prefers the documentation job', () => {
    const runs = [run(1, DOCS_JOB), run(2, HOURLY_JOB)];
    expect(choose(runs, { docsJobId: DOCS_JOB }).manifest).toEqual([1, 2]);
  });

  it('looks for a catalog first where one was generated', () => {
    const runs = [
      run(1, DOCS_JOB, { has_docs_generated: true }),
      run(2, HOURLY_JOB, { has_docs_generated: false }),
    ];
    expect(choose(runs).catalog).toEqual([1, 2]);
  });

  it('takes a failed run as well', () => {
    expect(
      choose([run(1, HOURLY_JOB, { status: DbtCloudRunStatus.Error })])
        .manifest,
    ).toEqual([1]);
  });

  it.each<[string, DbtCloudRun]>([
    ['its job is a CI job', run(1, CI_JOB)],
    ['its job no longer exists', run(1, 99)],
    ['not finished', run(1, HOURLY_JOB, { status: DbtCloudRunStatus.Running })],
    ['cancelled', run(1, HOURLY_JOB, { status: DbtCloudRunStatus.Cancelled })],
    [
      'a pull request',
      run(1, HOURLY_JOB, { trigger: { github_pull_request_id: 7 } }),
    ],
    [
      'another schema',
      run(1, HOURLY_JOB, { trigger: { schema_override: 'tmp' } }),
    ],
    [
      'another schema or target',
      run(1, HOURLY_JOB, { trigger: { target_name_override: 'dev' } }),
    ],
    ['the branch x', run(1, HOURLY_JOB, { trigger: { git_branch: 'x' } })],
  ])('never takes a run of which it says: %s', (reason, rejected) => {
    expect(choose([rejected])).toEqual({
      manifest: [],
      catalog: [],
      rejected: [[1, expect.stringContaining(reason)]],
    });
  });

  it("takes a run on the environment's own branch", () => {
    const runs = [run(1, HOURLY_JOB, { trigger: { git_branch: 'main' } })];
    expect(choose(runs, { branch: 'main' }).manifest).toEqual([1]);
  });

  it('leaves out the jobs that the config leaves out', () => {
    expect(
      choose([run(1, HOURLY_JOB)], { exclude: ['job 2'] }).manifest,
    ).toEqual([]);
  });
});
