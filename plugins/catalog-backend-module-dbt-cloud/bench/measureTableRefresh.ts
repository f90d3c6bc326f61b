import { setTimeout as wait } from 'node:timers/promises';
import { LOOK_EVERY_MS } from '../src/enrichment/ContributionMemory';
import { DbtCloudStore } from '../src/store';
import { createProcessor, openStore } from './createProcessor';
import { ENVIRONMENT, storedContributions } from './enrichedTables';
import { Figure } from './Figure';
import { RefreshedCatalog, RefreshMeasurement } from './RefreshedCatalog';
import { StandIn } from './StandIn';

/**
 * What a refresh of so many tables takes of the catalog with the processor, and with a stand-in
 * that puts the same on them without any store: by turns, so that both find the machine alike.
 */
export async function measureTableRefresh(
  tables: number,
  rounds: number,
): Promise<Figure[]> {
  const standIn = new StandIn();
  const plain = await RefreshedCatalog.start(tables, async () => standIn);
  let store: DbtCloudStore | undefined;
  const enriched = await RefreshedCatalog.start(tables, async knex => {
    store = await openStore(knex);
    return createProcessor(store);
  });

  const ofPlain: RefreshMeasurement[] = [];
  const ofEnriched: RefreshMeasurement[] = [];
  for (let round = 0; round <= rounds; round++) {
    const description = `Round ${round}.`;
    standIn.description = description;
    await store!.enrichment.replace(
      await store!.environments.open(ENVIRONMENT),
      storedContributions(tables, description),
    );
    await wait(LOOK_EVERY_MS);
    ofPlain.push(await plain.refresh(description));
    ofEnriched.push(await enriched.refresh(description));
  }
  await plain.stop();
  await enriched.stop();

  const what = `refresh of ${tables} touched tables`;
  const cpu = [ofPlain, ofEnriched].map(all =>
    median(all.map(({ cpuSeconds }) => cpuSeconds)),
  );
  const seconds = [ofPlain, ofEnriched].map(all =>
    median(all.map(one => one.seconds)),
  );
  return [
    { what: `${what}, stand-in`, value: cpu[0], unit: 's' },
    { what: `${what}, processor`, value: cpu[1], unit: 's' },
    { what: `${what}, ratio`, value: cpu[1] / cpu[0] },
    { what: `${what}, ratio by the clock`, value: seconds[1] / seconds[0] },
  ];
}

/** Without the first one, in which everything is done for the first time. */
function median([, ...values]: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}
