import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_DBT_ACCOUNT_ID,
  ANNOTATION_DBT_ENVIRONMENT_ID,
  ANNOTATION_DBT_PATH,
  ANNOTATION_DBT_PROJECT_ID,
  ANNOTATION_DBT_RELATION,
  ANNOTATION_DBT_UNIQUE_ID,
  LABEL_DBT_ACCESS,
  LABEL_DBT_GROUP,
  LABEL_DBT_MATERIALIZED,
  LABEL_DBT_PACKAGE,
  LABEL_DBT_PROJECT,
} from 'backstage-plugin-dbt-cloud-common';
import {
  DbtNode,
  foldRelation,
  formatRelation,
  nodeUrl,
  projectUrl,
} from 'backstage-plugin-dbt-cloud-node';
import { ProjectOrigin } from './origin';
import { sanitizeLabelValue } from './sanitize';

type Annotations = NonNullable<Entity['metadata']['annotations']>;

/**
 * The annotations that every entity of a project has.
 *
 * @internal
 */
export function originAnnotations(
  projectName: string,
  uniqueId: string,
  origin: ProjectOrigin,
): Annotations {
  const { dbtCloud } = origin;
  if (!dbtCloud) {
    const location = `dbt:${projectName}`;
    return {
      [ANNOTATION_LOCATION]: location,
      [ANNOTATION_ORIGIN_LOCATION]: location,
      [ANNOTATION_DBT_UNIQUE_ID]: uniqueId,
    };
  }
  const location = `url:${projectUrl(dbtCloud)}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [ANNOTATION_DBT_UNIQUE_ID]: uniqueId,
    [ANNOTATION_DBT_ACCOUNT_ID]: String(dbtCloud.accountId),
    [ANNOTATION_DBT_PROJECT_ID]: String(dbtCloud.projectId),
    [ANNOTATION_DBT_ENVIRONMENT_ID]: String(dbtCloud.environmentId),
  };
}

/**
 * The annotations of the project itself: where it is in dbt Cloud and in the repository.
 *
 * @internal
 */
export function projectAnnotations(
  projectName: string,
  origin: ProjectOrigin,
): Annotations {
  return defined({
    ...originAnnotations(projectName, `project.${projectName}`, origin),
    [ANNOTATION_VIEW_URL]: origin.dbtCloud && projectUrl(origin.dbtCloud),
    [ANNOTATION_SOURCE_LOCATION]: repositoryLocation(origin, ''),
  });
}

/**
 * The annotations of a node: where it lives in the warehouse, in dbt's catalog and in the repository.
 *
 * @internal
 */
export function nodeAnnotations(
  node: DbtNode,
  projectName: string,
  adapterType: string,
  origin: ProjectOrigin,
): Annotations {
  return defined({
    ...originAnnotations(projectName, node.uniqueId, origin),
    [ANNOTATION_VIEW_URL]:
      origin.dbtCloud && nodeUrl(origin.dbtCloud, node.uniqueId),
    [ANNOTATION_SOURCE_LOCATION]: sourceLocation(node, projectName, origin),
    [ANNOTATION_DBT_RELATION]:
      node.relation && formatRelation(foldRelation(node.relation, adapterType)),
    [ANNOTATION_DBT_PATH]: node.originalFilePath,
  });
}

/**
 * The labels of a node: what people filter by, each a valid label value or left out.
 *
 * @internal
 */
export function nodeLabels(
  node: DbtNode,
  projectName: string,
): Record<string, string> {
  return defined({
    [LABEL_DBT_PROJECT]: sanitizeLabelValue(projectName),
    [LABEL_DBT_PACKAGE]:
      node.packageName === projectName
        ? undefined
        : sanitizeLabelValue(node.packageName),
    [LABEL_DBT_MATERIALIZED]: sanitizeLabelValue(node.materialized ?? ''),
    [LABEL_DBT_ACCESS]: sanitizeLabelValue(node.access ?? ''),
    [LABEL_DBT_GROUP]: sanitizeLabelValue(node.group ?? ''),
  });
}

/**
 * What people call a node: `orders`, `customers v2`, `raw.orders`.
 *
 * @internal
 */
export function nodeTitle(node: DbtNode): string {
  if (node.sourceName !== undefined) {
    return `${node.sourceName}.${node.name}`;
  }
  const name = node.label || node.name;
  return node.version === undefined ? name : `${name} v${node.version}`;
}

/** A package's file is in the package's repository, which nothing here knows. */
function sourceLocation(
  node: DbtNode,
  projectName: string,
  origin: ProjectOrigin,
): string | undefined {
  return node.originalFilePath && node.packageName === projectName
    ? repositoryLocation(origin, node.originalFilePath)
    : undefined;
}

/** Where something below the dbt project's folder is in its repository. */
function repositoryLocation(
  { repository }: ProjectOrigin,
  path: string,
): string | undefined {
  if (!repository) {
    return undefined;
  }
  const segments = [repository.branch, repository.subdirectory, path]
    .filter(part => part)
    .join('/')
    .split('/')
    .map(encodeURIComponent);
  return `url:${repository.url}/tree/${segments.join('/')}`;
}

function defined(
  record: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
