import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { OwnerDirectory } from './OwnerDirectory';

/**
 * Reads the Users and Groups of the catalog.
 *
 * @internal
 */
export async function readOwners(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<OwnerDirectory> {
  const { catalog, auth } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const owners: Entity[] = [];
  const pages = catalog.streamEntities(
    {
      filter: { kind: ['Group', 'User'] },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.profile',
      ],
      pageSize: 500,
      totalItems: 'exclude',
    },
    { credentials },
  );
  for await (const page of pages) {
    owners.push(...page);
  }
  return OwnerDirectory.fromEntities(owners);
}
