import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ENDPOINTS,
  FaultCase,
  FAULTS,
  FaultyEndpoint,
  SECRET,
  TIMEOUTS,
} from '../__testUtils__/faultTable';
import { SHOP_ENTITIES } from '../__testUtils__/shopArtifacts';
import { SyncedShop } from '../__testUtils__/SyncedShop';

const DEADLINE_MS = 8000;
const UP_TO_DATE = {
  outcome: 'succeeded',
  entities: { total: 3, added: 0, changed: 1, removed: 0 },
};

describe('the fault', () => {
  let shop: SyncedShop;

  beforeAll(async () => {
    shop = await SyncedShop.start({
      token: SECRET,
      provider: {
        timeouts: TIMEOUTS,
        retry: {
          retries: 1,
          minWait: '10ms',
          maxWait: '20ms',
          maxRetryAfter: '5s',
        },
      },
    });
  }, 60_000);

  afterAll(() => shop?.stop());

  /** Runs a sync after a new run, within its deadline. Whatever happens, the catalog is not emptier. */
  async function refresh() {
    shop.run();
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const sync = await shop.refresh(deadline);
    expect(deadline.aborted).toBe(false);
    const { items } = await shop.catalog.client.getEntities();
    expect(items.map(entity => stringifyEntityRef(entity))).toEqual(
      expect.arrayContaining(SHOP_ENTITIES),
    );
    expect(`${sync.told}\n${sync.logged}`).not.toContain(SECRET);
    return sync;
  }

  const PASSING = FAULTS.filter(({ isTriedAgain }) => isTriedAgain !== 'never');

  describe.each(PASSING)('$name, which passes,', fault => {
    it.each(ENDPOINTS)('of $name', async endpoint => {
      shop.simulator.addFault({
        ...fault.spoil,
        path: endpoint.path,
        times: 1,
      });
      expect((await refresh()).told).toMatch(
        isOvercome(fault, endpoint)
          ? /; it is asked again[^]*3 entities \(0 added, 1 changed, 0 removed\)/
          : wordsOf(fault, endpoint),
      );
    });
  });

  describe.each(FAULTS)('$name, which lasts,', fault => {
    it.each(ENDPOINTS)('of $name', async endpoint => {
      shop.simulator.addFault({ ...fault.spoil, path: endpoint.path });
      const sync = await refresh();
      expect(sync.told).toMatch(wordsOf(fault, endpoint));
      expect(sync).toMatchObject(whatComesOf(fault, endpoint));
    });
  });

  it.each(ENDPOINTS)('of a slow answer of $name is none', async ({ path }) => {
    shop.simulator.addFault({ path, delay: 100 });
    expect(await refresh()).toMatchObject(UP_TO_DATE);
  });

  it.each(ENDPOINTS)('of a token that expires before $name', async endpoint => {
    const later = ENDPOINTS.slice(ENDPOINTS.indexOf(endpoint));
    shop.simulator.addFault({
      path: new RegExp(later.map(({ path }) => path.source).join('|')),
      status: 401,
      body: {},
    });
    const sync = await refresh();
    expect(sync.told).toMatch(/answered 401 .*wrong, expired/);
    expect(sync).toMatchObject(whatComesOf({}, endpoint));
  });

  it('leaves nothing behind', async () => {
    expect(await refresh()).toMatchObject(UP_TO_DATE);
    await shop.catalog.waitFor(
      (_, entities) =>
        entities.get('resource:default/model.shop.orders')?.metadata
          .description === shop.description,
    );
  }, 60_000);
});

function isOvercome(fault: FaultCase, endpoint: FaultyEndpoint): boolean {
  return fault.isTriedAgain === 'unless-artifact'
    ? !endpoint.isArtifact
    : fault.isTriedAgain === 'always';
}

/** A sync goes on without a catalog, and without a new manifest where a run has none. */
function whatComesOf(
  fault: Pick<FaultCase, 'isMissingArtifact'>,
  endpoint: FaultyEndpoint,
): object {
  if (endpoint.name === 'catalog') {
    return UP_TO_DATE;
  }
  const isMissing = endpoint.isArtifact && fault.isMissingArtifact;
  return { outcome: isMissing ? 'succeeded' : 'failed' };
}

function wordsOf(fault: FaultCase, endpoint: FaultyEndpoint): RegExp {
  return endpoint.isArtifact ? fault.saysOfArtifact ?? fault.says : fault.says;
}
