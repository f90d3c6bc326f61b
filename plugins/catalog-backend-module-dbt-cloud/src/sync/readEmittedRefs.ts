import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_DBT_ACCOUNT_ID,
  ANNOTATION_DBT_ENVIRONMENT_ID,
  ANNOTATION_DBT_PROJECT_ID,
} from 'backstage-plugin-dbt-cloud-common';
import { ProjectOrigin } from '../entities/origin';

/**
 * The refs of what the catalog holds of an environment, so that what dbt no longer has can be removed
 * by name. The catalog itself only removes what this provider put there.
 *
 * @internal
 */
export async function readEmittedRefs(options: {
  catalog: CatalogService;
  auth: AuthService;
  dbtCloud: NonNullable<ProjectOrigin['dbtCloud']>;
}): Promise<string[]> {
  const { catalog, auth, dbtCloud } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const refs: string[] = [];
  const pages = catalog.streamEntities(
    {
      filter: {
        [`metadata.annotations.${ANNOTATION_DBT_ACCOUNT_ID}`]: String(
          dbtCloud.accountId,
        ),
        [`metadata.annotations.${ANNOTATION_DBT_PROJECT_ID}`]: String(
          dbtCloud.projectId,
        ),
        [`metadata.annotations.${ANNOTATION_DBT_ENVIRONMENT_ID}`]: String(
          dbtCloud.environmentId,
        ),
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
      pageSize: 500,
      totalItems: 'exclude',
    },
    { credentials },
  );
  for await (const page of pages) {
    refs.push(...page.map(entity => stringifyEntityRef(entity)));
  }
  return refs;
}
