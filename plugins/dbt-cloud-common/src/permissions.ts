import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see which changes to the catalog are held back.
 *
 * @public
 */
export const dbtCloudHeldReadPermission = createPermission({
  name: 'dbt-cloud.held.read',
  attributes: { action: 'read' },
});

/**
 * To let a change through that is held back, which can remove many entities.
 *
 * @public
 */
export const dbtCloudHeldConfirmPermission = createPermission({
  name: 'dbt-cloud.held.confirm',
  attributes: { action: 'update' },
});

/**
 * All permissions of the dbt Cloud plugins.
 *
 * @public
 */
export const dbtCloudPermissions = [
  dbtCloudHeldReadPermission,
  dbtCloudHeldConfirmPermission,
];
