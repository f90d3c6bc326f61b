import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import {
  dbtCloudHeldConfirmPermission,
  DbtCloudHeldRemovalsResponse,
  dbtCloudHeldReadPermission,
} from 'backstage-plugin-dbt-cloud-common';
import { DbtCloudStore } from '../store';
import { authorize } from './authorize';

/**
 * The routes over what the store keeps, to be mounted under `/dbt-cloud` of the catalog.
 *
 * @internal
 */
export function createRouter(options: {
  store: Pick<DbtCloudStore, 'heldRemovals'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): express.Router {
  const { store, auditor } = options;
  const router = Router();

  router.get('/held', async (request, response) => {
    await authorize(request, dbtCloudHeldReadPermission, options);
    const answer: DbtCloudHeldRemovalsResponse = {
      items: await store.heldRemovals.list(),
    };
    response.json(answer);
  });

  router.post('/held/:id/confirm', async (request, response) => {
    const { id } = request.params;
    const event = await auditor.createEvent({
      eventId: 'held-removal-confirm',
      severityLevel: 'medium',
      request,
      meta: { heldRemovalId: id },
    });
    try {
      const subject = await authorize(
        request,
        dbtCloudHeldConfirmPermission,
        options,
      );
      const held = await store.heldRemovals.confirm(id, subject);
      await event.success({
        meta: { providerId: held.providerId, totalChanges: held.totalChanges },
      });
      response.json(held);
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  return router;
}
