import { ProjectDescription } from '../ProjectDescription';
import { ManifestResource, Parent } from './manifestTypes';
import { CREATED_AT } from './nodeFields';
import { uniqueIdOf } from './uniqueIds';

/** @internal */
export function manifestExposures(
  project: ProjectDescription,
  resolve: (name: string) => Parent,
): ManifestResource[] {
  return project.exposures.map(({ from, ...exposure }) => ({
    ...commonFields(project, 'exposure', exposure.name, 'exposures.yml'),
    ...exposure,
    tags: [],
    meta: {},
    config: { enabled: true },
    depends_on: dependsOn(from.map(name => resolve(name).uniqueId)),
    refs: [],
    sources: [],
    metrics: [],
  }));
}

/** @internal */
export function manifestSemanticModels(
  project: ProjectDescription,
  resolve: (name: string) => Parent,
): ManifestResource[] {
  return project.semanticModels.map(semanticModel => {
    const parent = resolve(semanticModel.model);
    const [database, schema, alias] = (parent.relationName ?? '').split('.');
    return {
      ...commonFields(
        project,
        'semantic_model',
        semanticModel.name,
        'semantic_models.yml',
      ),
      label: null,
      description: semanticModel.description,
      model: parent.call,
      node_relation: {
        alias,
        schema_name: schema,
        database,
        relation_name: parent.relationName,
      },
      primary_entity: null,
      entities: [{ name: semanticModel.entity, type: 'primary' }],
      dimensions: [
        {
          name: semanticModel.timeDimension,
          type: 'time',
          type_params: { time_granularity: 'day' },
        },
        ...semanticModel.dimensions.map(name => ({
          name,
          type: 'categorical',
        })),
      ],
      measures: semanticModel.measures.map(measure => ({
        name: measure.name,
        agg: measure.aggregation,
        expr: measure.expression,
        agg_time_dimension: semanticModel.timeDimension,
      })),
      defaults: { agg_time_dimension: semanticModel.timeDimension },
      depends_on: dependsOn([parent.uniqueId]),
      config: { enabled: true, group: null, meta: {} },
      group: null,
    };
  });
}

/** @internal */
export function manifestMetrics(
  project: ProjectDescription,
): ManifestResource[] {
  return project.metrics.map(metric => {
    const { measure, ratio } = metric;
    const parents = ratio
      ? [ratio.numerator, ratio.denominator].map(name =>
          uniqueIdOf('metric', project, name),
        )
      : project.semanticModels
          .filter(({ measures }) =>
            measures.some(({ name }) => name === measure),
          )
          .map(({ name }) => uniqueIdOf('semantic_model', project, name));
    return {
      ...commonFields(project, 'metric', metric.name, 'metrics.yml'),
      label: metric.label,
      description: metric.description,
      type: ratio ? 'ratio' : 'simple',
      type_params: {
        measure: measure ? { name: measure } : null,
        numerator: ratio ? { name: ratio.numerator } : null,
        denominator: ratio ? { name: ratio.denominator } : null,
        input_measures: [],
        metrics: [],
      },
      filter: null,
      tags: [],
      meta: {},
      config: { enabled: true, group: null, meta: {} },
      depends_on: dependsOn(parents),
      group: null,
    };
  });
}

/** @internal */
export function manifestSavedQueries(
  project: ProjectDescription,
): ManifestResource[] {
  return project.savedQueries.map(query => ({
    ...commonFields(project, 'saved_query', query.name, 'saved_queries.yml'),
    label: query.label,
    description: query.description,
    query_params: {
      metrics: query.metrics,
      group_by: query.groupBy,
      where: null,
      order_by: [],
      limit: null,
    },
    exports: [],
    tags: [],
    config: { enabled: true, group: null, meta: {} },
    depends_on: dependsOn(
      query.metrics.map(name => uniqueIdOf('metric', project, name)),
    ),
    group: null,
  }));
}

function commonFields(
  project: ProjectDescription,
  type: string,
  name: string,
  file: string,
) {
  return {
    unique_id: uniqueIdOf(type, project, name),
    name,
    resource_type: type,
    package_name: project.name,
    path: `semantic/${file}`,
    original_file_path: `models/semantic/${file}`,
    fqn: [project.name, 'semantic', name],
    unrendered_config: {},
    created_at: CREATED_AT,
  };
}

function dependsOn(nodes: string[]) {
  return { macros: [], nodes };
}
