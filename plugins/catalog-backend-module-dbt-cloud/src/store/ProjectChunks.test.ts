import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eachDatabase } from '../__testUtils__/databases';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { environmentKey } from '../__fixtures__/storedEnvironment';
import { DbtCloudStore } from './DbtCloudStore';
import { StoredNode } from './types';

const NODES = 20_000;

/** Far more than any single step takes, also on a busy machine, and far less than all of them. */
const LONGEST_DELAY_MS = 1000;

describe.each(eachDatabase)(
  'A project of 20,000 nodes on $name',
  ({ open }) => {
    const databases = open();

    it('is written and read back without holding others up', async () => {
      const store = await DbtCloudStore.create({
        database: await databases.create(),
      });
      const project = dbtProject(
        Array.from({ length: NODES }, (_, i) =>
          dbtNode(`model.jaffle_shop.stg_orders_${i}`, {
            relation: relation(`analytics.public.stg_orders_${i}`),
            description: `Orders of kind ${(i * 7919) % 100_003}`,
            dependsOn: [`model.jaffle_shop.raw_${i}`],
          }),
        ),
      );
      const nodes = [...project.nodes.keys()].map(
        (uniqueId): StoredNode => ({
          uniqueId,
          entityRef: `resource:default/${uniqueId}`,
          verdict: 'unmatched',
          reason: 'no table has this name',
        }),
      );

      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const environment = await store.environments.save(
        await store.environments.open(environmentKey()),
        { projectName: 'p', environmentName: 'e', runs: [], project },
      );
      await store.nodes.replace(environment, nodes);
      await store.knownRefs.extend(
        environment,
        new Set(nodes.map(({ entityRef }) => entityRef!)),
      );
      const read = await store.environments.readProject(environment);
      delay.disable();

      expect([...read!.nodes.keys()]).toEqual([...project.nodes.keys()]);
      const last = `model.jaffle_shop.stg_orders_${NODES - 1}`;
      expect(read!.nodes.get(last)).toEqual(project.nodes.get(last));
      expect(delay.max / 1e6).toBeLessThan(LONGEST_DELAY_MS);
    }, 60_000);
  },
);
