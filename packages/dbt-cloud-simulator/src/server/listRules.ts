import { ListRules } from './listPage';

/** @internal */
export const PROJECT_LIST: ListRules = {
  filters: ['name__icontains', 'pk', 'pk__gt', 'pk__in'],
  activeOnly: true,
};

/** @internal */
export const ENVIRONMENT_LIST: ListRules = {
  filters: [
    'dbt_version',
    'dbt_version__in',
    'deployment_type',
    'deployment_type__in',
    'id__gt',
    'name',
    'name__icontains',
    'pk',
    'pk__in',
    'type',
  ],
  activeOnly: true,
};

/** @internal */
export const JOB_LIST: ListRules = {
  filters: [
    'environment_id',
    'name__icontains',
    'pk',
    'project_id',
    'project_id__in',
  ],
  activeOnly: true,
};

/** @internal */
export const RUN_LIST: ListRules = {
  filters: [
    'created_at__range',
    'dbt_version',
    'environment_id',
    'finished_at__range',
    'has_docs_generated',
    'has_sources_generated',
    'id__gt',
    'job_definition_id',
    'pk',
    'pk__in',
    'project_id',
    'project_id__in',
    'status',
    'status__in',
  ],
  activeOnly: false,
};
