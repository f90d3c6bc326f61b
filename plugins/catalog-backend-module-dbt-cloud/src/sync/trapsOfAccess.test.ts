import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const ORDERS = 'resource:default/model.shop.orders';
const JOB_VIEWER = /permission set "Job viewer".*"Metadata only" is not enough/;

const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: SHOP_ENTITIES.length, changed: 1, removed: 0 },
};

/** What has misled other tools, as its user sees it here; `traps.md` has the list of all. */
describe('a trap of the access to dbt Cloud', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      accessPath: '/api/v2/',
      provider: { retry: { retries: 0 } },
    });
  }, 60_000);

  afterAll(() => shop?.stop());

  describe('hosts', () => {
    it('a valid token is refused at every host but its own', async () => {
      shop.simulator.addFault({
        path: '/api/',
        status: 401,
        body: {
          status: {
            code: 401,
            is_success: false,
            user_message: 'Invalid token.',
            developer_message: null,
          },
          data: null,
        },
      });
      const { outcome, logged } = await shop.refresh();
      expect(outcome).toBe('failed');
      expect(logged).toMatch(
        /"Invalid token\.".*belongs to another host.*access URL shown in "Account settings"/,
      );
    });

    it('links lead to the access URL, whatever form it was given in', async () => {
      shop.run();
      await shop.refresh();
      const entities = await shop.catalog.waitFor(
        (_, found) =>
          found.get(ORDERS)?.metadata.description === shop.description,
      );
      const { annotations = {} } = entities.get(ORDERS)!.metadata;
      expect(annotations['backstage.io/view-url']).toMatch(
        new RegExp(`^${shop.simulator.url}/(?!api)`),
      );
    });
  });

  describe('permissions', () => {
    const notFound = {
      status: 404,
      body: {
        status: {
          code: 404,
          is_success: false,
          user_message:
            'The requested resource was not found. Please check that you have the proper permissions.',
          developer_message: '',
        },
        data: null,
      },
    };

    it.each(['/projects/?', '/environments/', '/jobs/', '/runs/?'])(
      'a missing permission looks like a missing thing at %s',
      async path => {
        shop.run();
        shop.simulator.addFault({ path, ...notFound });
        const { outcome, told, logged } = await shop.refresh();
        expect(outcome).toBe('failed');
        expect(told).toMatch(JOB_VIEWER);
        expect(logged).toMatch(JOB_VIEWER);
      },
    );

    it('a token that is "Metadata only" may read nothing at all', async () => {
      shop.simulator.addFault({ path: '/api/', ...notFound });
      const { outcome, told } = await shop.refresh();
      expect(outcome).toBe('failed');
      expect(told).toMatch(JOB_VIEWER);
    });

    it('a token is refused without a word in front of it', async () => {
      const { url, token } = shop.simulator;
      const { status } = await fetch(`${url}/api/v3/accounts/`, {
        headers: { authorization: token },
      });
      expect(status).toBe(401);
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
    });

    it('a service token of a Starter plan sees no account', async () => {
      shop.simulator.addFault({
        path: '/accounts/',
        edit: answer => {
          answer.data = [];
        },
      });
      const { outcome, logged } = await shop.refresh();
      expect(outcome).toBe('failed');
      expect(logged).toMatch(
        /the token sees no account; .*or a personal access token/,
      );
    });

    it('an IP restriction refuses a good token', async () => {
      shop.simulator.addFault({ path: '/api/', status: 403, body: {} });
      const { outcome, logged } = await shop.refresh();
      expect(outcome).toBe('failed');
      expect(logged).toMatch(/IP restrictions of the account let this host in/);
    });

    it('a token sees more accounts than one', async () => {
      shop.simulator.addFault({
        path: '/accounts/',
        edit: ({ data }) => data.push({ ...data[0], id: 7, name: 'Other' }),
      });
      const { logged } = await shop.refresh();
      expect(logged).toMatch(
        /several accounts; set accountId to one of 101 \(Account 101\), 7 \(Other\)/,
      );
    });

    it('a Job Viewer may not read connections, and need not', async () => {
      shop.run();
      expect(await shop.refresh()).toMatchObject(UP_TO_DATE);
      const asked = shop.simulator.requests.map(({ path }) => path).join('\n');
      expect(asked).not.toMatch(/connections|profiles/);
    });
  });
});
