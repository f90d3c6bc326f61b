import { posix } from 'node:path';
import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  EntityLink,
} from '@backstage/catalog-model';
import {
  ANNOTATION_DBT_ACCOUNT_ID,
  ANNOTATION_DBT_ENVIRONMENT_ID,
  ANNOTATION_DBT_PATH,
  ANNOTATION_DBT_PROJECT_ID,
  ANNOTATION_DBT_RELATION,
  ANNOTATION_DBT_UNIQUE_ID,
} from 'backstage-plugin-dbt-cloud-common';
import { TableKnowledge } from './types';

/** They name the node. Where it comes from and where to look at it belongs to the table's provider. */
const ANNOTATIONS = [
  ANNOTATION_DBT_UNIQUE_ID,
  ANNOTATION_DBT_ACCOUNT_ID,
  ANNOTATION_DBT_PROJECT_ID,
  ANNOTATION_DBT_ENVIRONMENT_ID,
  ANNOTATION_DBT_RELATION,
];

/** A page that somebody else fills is not for all that a project links to. */
const MOST_LINKS = 10;

/**
 * What the entity of a node has to say of the node's table.
 *
 * @param noOwner - the owner that an entity has for want of one
 * @internal
 */
export function tableKnowledge(
  entity: Entity,
  noOwner: string,
): TableKnowledge {
  const { description, tags, labels, annotations = {} } = entity.metadata;
  const owner = entity.spec?.owner;
  return {
    description,
    links: linksOf(entity),
    tags,
    labels,
    annotations: Object.fromEntries(
      ANNOTATIONS.filter(key => annotations[key] !== undefined).map(key => [
        key,
        annotations[key],
      ]),
    ),
    owner: typeof owner === 'string' && owner !== noOwner ? owner : undefined,
  };
}

/** The node's own, and its code: on the table's page nothing else leads there. */
function linksOf({ metadata }: Entity): EntityLink[] {
  const { name, title = name, links = [], annotations = {} } = metadata;
  const source = annotations[ANNOTATION_SOURCE_LOCATION];
  if (!source?.startsWith('url:')) {
    return links.slice(0, MOST_LINKS);
  }
  const code = {
    url: source.slice('url:'.length),
    title: posix.basename(annotations[ANNOTATION_DBT_PATH] ?? title),
  };
  return [...links.slice(0, MOST_LINKS - 1), code];
}
