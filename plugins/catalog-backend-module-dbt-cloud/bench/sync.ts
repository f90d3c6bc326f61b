import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { PostgresServer } from '../src/__testUtils__/PostgresServer';
import { BackendProcess } from './BackendProcess';
import { GeneratedDbtCloud } from './GeneratedDbtCloud';
import { Edition } from './generatedProject';
import { BackendOptions, Measurement } from './messages';
import { createReporter, Report } from './report';

const USAGE = `npm run bench -- sync [--quick] [--json] [--database sqlite|postgres] [--models N] [--first]`;

/** A backend of its own, and whether more than the first sync is measured in it. */
interface Trial {
  database: string;
  models: number;
  isFirstOnly: boolean;
}

const QUICK: Trial = { database: 'sqlite', models: 10_000, isFirstOnly: false };
const ALL: Trial[] = [
  QUICK,
  { ...QUICK, database: 'postgres' },
  { database: 'postgres', models: 50_000, isFirstOnly: true },
];

/** The syncs after the first one, and what a run has left before each, where there was one. */
const LATER_SYNCS: Array<{ name: string; run?: Edition }> = [
  { name: 'unchanged' },
  { name: 'unchanged, new run', run: 'original' },
  { name: 'one changed model', run: 'one-model' },
  { name: 'unchanged again' },
  { name: '100 changed columns', run: 'columns' },
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      database: { type: 'string' },
      models: { type: 'string' },
      first: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const isOneTrial = values.quick || values.database || values.models;
  const one: Trial = {
    database: values.database ?? QUICK.database,
    models: values.models ? Number(values.models) : QUICK.models,
    isFirstOnly: values.first ?? false,
  };
  const report = createReporter(values.json ? 'json' : 'table');
  for (const trial of isOneTrial ? [one] : ALL) {
    await run(trial, report);
  }
}

async function run(trial: Trial, report: Report): Promise<void> {
  const { models } = trial;
  const database = await openDatabase(trial.database);
  const dbtCloud = await GeneratedDbtCloud.start(models);
  let backend: BackendProcess | undefined;
  try {
    backend = await BackendProcess.start({
      port: await freePort(),
      database: database.config,
      dbtCloud: dbtCloud.connection,
    });
    const tell = (name: string, measurement: Measurement) =>
      report({ database: trial.database, models, name, ...measurement });

    await dbtCloud.finishRun('original');
    tell('first', await backend.measure('sync'));
    if (trial.isFirstOnly) {
      return;
    }
    tell('the catalog after it', await backend.measure('settle'));
    for (const later of LATER_SYNCS) {
      if (later.run) {
        await dbtCloud.finishRun(later.run);
      }
      tell(later.name, await backend.measure('sync'));
      await backend.measure('settle');
    }
  } finally {
    await backend?.stop();
    await dbtCloud.close();
    await database.close();
  }
}

async function openDatabase(kind: string): Promise<{
  config: BackendOptions['database'];
  close(): Promise<void>;
}> {
  if (kind === 'postgres') {
    const server = await PostgresServer.start();
    return {
      config: { client: 'pg', connection: server.url },
      close: () => server.stop(),
    };
  }
  return {
    // As in a new Backstage. On a disk, every write waits for it on the event loop.
    config: { client: 'better-sqlite3', connection: ':memory:' },
    close: async () => {},
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('No port is free')),
      );
    });
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
