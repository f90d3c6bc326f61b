import { ConfigReader } from '@backstage/config';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { dbtProject } from '../../__fixtures__/dbtProject';
import { OwnerDirectory } from '../../entities/owners/OwnerDirectory';
import { readEntityConfig } from '../../config/readEntityConfig';
import { readWarehouseConfig } from '../../config/readWarehouseConfig';
import { TableIndex } from '../../warehouse/TableIndex';
import { planProject } from '../planProject';

const TABLES = TableIndex.fromTables([
  {
    entityRef: 'resource:default/orders',
    names: [{ field: 'metadata.title', text: 'DB.S.ORDERS' }],
  },
]);

/**
 * Plans a project of some nodes in a catalog with the table `DB.S.ORDERS`, with the entities also by the
 * unique ids of their nodes.
 */
export async function plan(nodes: DbtNode[], config: JsonObject = {}) {
  const reader = new ConfigReader(config);
  const planned = await planProject(dbtProject(nodes), TABLES, {
    ...readEntityConfig(reader, 'test'),
    warehouse: readWarehouseConfig(reader, 'test'),
    origin: {
      dbtCloud: {
        accessUrl: 'https://ab123.us1.dbt.com',
        accountId: 1,
        projectId: 2,
        environmentId: 3,
      },
      lifecycle: 'production',
      repository: {
        url: 'https://github.com/acme/shop',
        branch: 'main',
        subdirectory: 'dbt',
      },
    },
    owners: OwnerDirectory.fromEntities([]),
    today: '2026-06-15',
  });
  const byId = new Map<string | undefined, Entity>(
    planned.entities.map(entity => [
      entity.metadata.annotations?.['getdbt.com/unique-id'],
      entity,
    ]),
  );
  return { ...planned, byId };
}
