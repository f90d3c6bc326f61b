import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { eachDatabase, TestDatabases } from '../__testUtils__/databases';
import { DbtCloudStore, HoldRequest } from '../store';
import { createRouter } from './createRouter';

const hold: HoldRequest = {
  providerId: 'main',
  digest: 'd',
  accountId: 1,
  projectId: 2,
  environmentId: 3,
  cause: 'share',
  message: '1 of 1 entities would be removed',
  counts: { entities: 1, attached: 0, removed: 1, detached: 0, reattached: 0 },
  changes: [{ change: 'removed', entityRef: 'resource:default/a' }],
};

/** Serves the routes to somebody who has some of the permissions. */
async function serve(databases: TestDatabases, allowed: string[]) {
  const store = await DbtCloudStore.create({
    database: await databases.create(),
  });
  const auditor = mockServices.auditor.mock();
  const success = jest.fn();
  const fail = jest.fn();
  auditor.createEvent.mockResolvedValue({ success, fail });
  const permissions = mockServices.permissions.mock({
    authorize: async ([{ permission }]) => [
      {
        result: allowed.includes(permission.name)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      },
    ],
  });
  const app = express();
  app.use(
    '/dbt-cloud',
    createRouter({
      store,
      permissions,
      auditor,
      httpAuth: mockServices.httpAuth(),
    }),
  );
  app.use(mockErrorHandler());
  return { app, store, auditor, success, fail };
}

describe.each(eachDatabase)('createRouter on $name', ({ open }) => {
  const databases = open();

  it('lists what is held back', async () => {
    const { app, store } = await serve(databases, ['dbt-cloud.held.read']);
    const held = await store.heldRemovals.hold(hold, 17);
    const response = await request(app).get('/dbt-cloud/held').expect(200);
    expect(response.body).toEqual({ items: [held] });
  });

  it('lets a change through, and says who did', async () => {
    const { app, store, auditor, success } = await serve(databases, [
      'dbt-cloud.held.confirm',
    ]);
    const { id } = await store.heldRemovals.hold(hold, 17);
    const response = await request(app)
      .post(`/dbt-cloud/held/${id}/confirm`)
      .expect(200);
    expect(response.body).toMatchObject({
      id,
      state: 'confirmed',
      confirmedBy: 'user:default/mock',
    });
    expect(await store.heldRemovals.list()).toEqual([response.body]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'held-removal-confirm',
        meta: { heldRemovalId: id },
      }),
    );
    expect(success).toHaveBeenCalledTimes(1);

    const byService = await request(app)
      .post(`/dbt-cloud/held/${id}/confirm`)
      .set('authorization', mockCredentials.service.header())
      .expect(200);
    expect(byService.body.confirmedBy).toBe('user:default/mock');
  });

  it('asks for credentials', async () => {
    const { app, store } = await serve(databases, [
      'dbt-cloud.held.read',
      'dbt-cloud.held.confirm',
    ]);
    const { id } = await store.heldRemovals.hold(hold, 17);
    const none = mockCredentials.none.header();
    await request(app)
      .get('/dbt-cloud/held')
      .set('authorization', none)
      .expect(401);
    await request(app)
      .post(`/dbt-cloud/held/${id}/confirm`)
      .set('authorization', none)
      .expect(401);
    expect((await store.heldRemovals.find(id))?.state).toBe('held');
  });

  it('asks for the permission of each route', async () => {
    const reader = await serve(databases, ['dbt-cloud.held.read']);
    const { id } = await reader.store.heldRemovals.hold(hold, 17);
    await request(reader.app).post(`/dbt-cloud/held/${id}/confirm`).expect(403);
    expect((await reader.store.heldRemovals.find(id))?.state).toBe('held');
    expect(reader.fail).toHaveBeenCalledTimes(1);
    expect(reader.success).not.toHaveBeenCalled();

    const confirmer = await serve(databases, ['dbt-cloud.held.confirm']);
    await request(confirmer.app).get('/dbt-cloud/held').expect(403);
  });

  it('says what is wrong with an id', async () => {
    const { app, store } = await serve(databases, ['dbt-cloud.held.confirm']);
    await request(app).post('/dbt-cloud/held/nothing/confirm').expect(404);
    const { id } = await store.heldRemovals.hold(hold, 17);
    await store.heldRemovals.supersede('main', '1/2/3');
    const response = await request(app)
      .post(`/dbt-cloud/held/${id}/confirm`)
      .expect(409);
    expect(response.body.error.message).toContain('says something else by now');
  });
});
