import { eachBackendDatabase } from '../__testUtils__/processes/backendDatabases';
import { createRandom } from '../__testUtils__/processes/createRandom';
import { ExampleCompany } from '../__testUtils__/processes/ExampleCompany';
import { Kill, KillTrial } from '../__testUtils__/processes/KillTrial';

const KILLS = Number(process.env.DBT_CLOUD_KILLS ?? 3);
const SEED = Number(
  process.env.DBT_CLOUD_KILL_SEED ?? Math.floor(Math.random() * 1e9),
);
const START_MS = 900_000;
const KILL_MS = 900_000;

/** Past the reporter, which would hold it back until the end. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function describeKills(kills: Kill[]): string {
  const cutOff = kills.filter(kill => kill.cutOff);
  const stored = (what: Kill['stored']) =>
    cutOff.filter(kill => kill.stored === what).length;
  return [
    `${kills.length} of ${KILLS}`,
    `${cutOff.length} cut a sync off`,
    `of which had stored nothing: ${stored('nothing')}`,
    `a part: ${stored('a part')}`,
    `all: ${stored('all')}`,
  ].join(', ');
}

describe.each(eachBackendDatabase)('A backend on $name', ({ name, open }) => {
  const database = open();
  let company: ExampleCompany;
  let trial: KillTrial;

  beforeAll(async () => {
    say(`Kills on ${name}: DBT_CLOUD_KILL_SEED=${SEED}`);
    company = await ExampleCompany.start();
    trial = await KillTrial.start(company, database, createRandom(SEED));
  }, START_MS);

  afterAll(async () => {
    await trial?.stop();
    await company?.close();
  });

  it(
    `is killed in ${KILLS} syncs, and the next sync makes up for each`,
    async () => {
      const kills: Kill[] = [];
      while (kills.length < KILLS) {
        const kill = await trial.killOnce();
        expect(kill.killed.catalog).toEqual(kill.undisturbed.catalog);
        expect(kill.killed.store).toEqual(kill.undisturbed.store);
        kills.push(kill);
        say(`Kills on ${name}: ${describeKills(kills)}`);
      }
    },
    KILLS * KILL_MS,
  );
});
