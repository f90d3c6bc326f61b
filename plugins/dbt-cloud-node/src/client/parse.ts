import { ApiObject } from './ApiObject';
import {
  DbtCloudAccount,
  DbtCloudEnvironment,
  DbtCloudJob,
  DbtCloudProject,
  DbtCloudRepository,
  DbtCloudRun,
  DbtCloudRunStep,
  DbtCloudRunTrigger,
} from './types';

/** @internal */
export function parseAccount(account: ApiObject): DbtCloudAccount {
  return { id: account.number('id'), name: account.string('name') };
}

/** @internal */
export function parseProject(project: ApiObject): DbtCloudProject {
  const repository = project.optionalObject('repository');
  return {
    id: project.number('id'),
    name: project.string('name'),
    account_id: project.optionalNumber('account_id'),
    description: project.optionalString('description'),
    dbt_project_subdirectory: project.optionalString(
      'dbt_project_subdirectory',
    ),
    docs_job_id: project.optionalNumber('docs_job_id'),
    freshness_job_id: project.optionalNumber('freshness_job_id'),
    repository_id: project.optionalNumber('repository_id'),
    repository: repository && parseRepository(repository),
  };
}

function parseRepository(repository: ApiObject): DbtCloudRepository {
  return {
    id: repository.number('id'),
    full_name: repository.optionalString('full_name'),
    name: repository.optionalString('name'),
    remote_backend: repository.optionalString('remote_backend'),
    web_url: repository.optionalString('web_url'),
  };
}

/** @internal */
export function parseEnvironment(environment: ApiObject): DbtCloudEnvironment {
  return {
    id: environment.number('id'),
    name: environment.string('name'),
    project_id: environment.number('project_id'),
    type: environment.optionalString('type'),
    deployment_type: environment.optionalString('deployment_type'),
    dbt_version: environment.optionalString('dbt_version'),
    use_custom_branch:
      environment.optionalBoolean('use_custom_branch') ?? false,
    custom_branch: environment.optionalString('custom_branch'),
    connection_id: environment.optionalNumber('connection_id'),
  };
}

/** @internal */
export function parseJob(job: ApiObject): DbtCloudJob {
  const triggers = job.optionalObject('triggers');
  return {
    id: job.number('id'),
    name: job.string('name'),
    project_id: job.number('project_id'),
    environment_id: job.optionalNumber('environment_id'),
    job_type: job.optionalString('job_type'),
    description: job.optionalString('description'),
    execute_steps: job.optionalStrings('execute_steps') ?? [],
    generate_docs: job.optionalBoolean('generate_docs') ?? false,
    run_generate_sources:
      job.optionalBoolean('run_generate_sources') ??
      job.optionalBoolean('generate_sources') ??
      false,
    deferring_environment_id: job.optionalNumber('deferring_environment_id'),
    target_name: job.optionalObject('settings')?.optionalString('target_name'),
    triggers: {
      github_webhook: triggers?.optionalBoolean('github_webhook') ?? false,
      git_provider_webhook:
        triggers?.optionalBoolean('git_provider_webhook') ?? false,
      schedule: triggers?.optionalBoolean('schedule') ?? false,
      on_merge: triggers?.optionalBoolean('on_merge') ?? false,
    },
  };
}

/** @internal */
export function parseRun(run: ApiObject): DbtCloudRun {
  const trigger = run.optionalObject('trigger');
  return {
    id: run.number('id'),
    project_id: run.optionalNumber('project_id'),
    environment_id: run.optionalNumber('environment_id'),
    job_definition_id:
      run.optionalNumber('job_definition_id') ?? run.optionalNumber('job_id'),
    status: run.number('status'),
    status_humanized: run.optionalString('status_humanized'),
    dbt_version: run.optionalString('dbt_version'),
    git_branch: run.optionalString('git_branch'),
    git_sha: run.optionalString('git_sha'),
    artifacts_saved: run.optionalBoolean('artifacts_saved'),
    has_docs_generated: run.optionalBoolean('has_docs_generated'),
    has_sources_generated: run.optionalBoolean('has_sources_generated'),
    created_at: run.optionalString('created_at'),
    started_at: run.optionalString('started_at'),
    finished_at: run.optionalString('finished_at'),
    href: run.optionalString('href'),
    trigger: trigger && parseTrigger(trigger),
    run_steps: run.optionalObjects('run_steps')?.map(parseRunStep),
  };
}

function parseTrigger(trigger: ApiObject): DbtCloudRunTrigger {
  return {
    cause: trigger.optionalString('cause'),
    cause_category: trigger.optionalString('cause_category'),
    git_branch: trigger.optionalString('git_branch'),
    azure_pull_request_id: trigger.optionalNumber('azure_pull_request_id'),
    github_pull_request_id: trigger.optionalNumber('github_pull_request_id'),
    gitlab_merge_request_id: trigger.optionalNumber('gitlab_merge_request_id'),
    non_native_pull_request_id: trigger.optionalNumber(
      'non_native_pull_request_id',
    ),
    schema_override: trigger.optionalString('schema_override'),
    target_name_override: trigger.optionalString('target_name_override'),
    steps_override: trigger.optionalStrings('steps_override'),
  };
}

function parseRunStep(step: ApiObject): DbtCloudRunStep {
  return {
    index: step.number('index'),
    name: step.string('name'),
    status: step.optionalNumber('status'),
    status_humanized: step.optionalString('status_humanized'),
  };
}
