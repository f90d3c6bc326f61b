import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { PostgresServer } from '../src/__testUtils__/PostgresServer';
import { BackendProcess } from './BackendProcess';
import { GeneratedDbtCloud } from './GeneratedDbtCloud';
import { Edition } from './generatedProject';
import { BackendOptions } from './messages';
import { createReporter, Report } from './report';

const USAGE = `npm run bench -- sync [--quick] [--json] [--models N]... [--database sqlite|postgres]...`;

const QUICK = { models: [10_000], databases: ['sqlite'] };
const ALL = { models: [10_000, 50_000], databases: ['sqlite', 'postgres'] };

/** Each sync that is measured, and what a run before it has left. */
const SYNCS: Array<{ name: string; edition: Edition; newRun: boolean }> = [
  { name: 'first', edition: 'original', newRun: true },
  { name: 'unchanged', edition: 'original', newRun: false },
  { name: 'unchanged, new run', edition: 'original', newRun: true },
  { name: 'one changed model', edition: 'one-model', newRun: true },
  { name: 'unchanged again', edition: 'one-model', newRun: false },
  { name: '100 changed columns', edition: 'columns', newRun: true },
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      models: { type: 'string', multiple: true },
      database: { type: 'string', multiple: true },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const defaults = values.quick ? QUICK : ALL;
  const report = createReporter(values.json ? 'json' : 'table');
  for (const database of values.database ?? defaults.databases) {
    for (const models of values.models?.map(Number) ?? defaults.models) {
      await measure(database, models, report);
    }
  }
}

async function measure(
  databaseKind: string,
  models: number,
  report: Report,
): Promise<void> {
  const database = await openDatabase(databaseKind);
  const dbtCloud = await GeneratedDbtCloud.start(models);
  let backend: BackendProcess | undefined;
  try {
    backend = await BackendProcess.start({
      port: await freePort(),
      database: database.config,
      dbtCloud: dbtCloud.connection,
    });
    for (const { name, edition, newRun } of SYNCS) {
      if (newRun) {
        await dbtCloud.finishRun(edition);
      }
      const sync = await backend.measure('sync');
      report({ database: databaseKind, models, name, ...sync });
      const rest = await backend.measure('settle');
      if (name === 'first') {
        const after = { ...rest, name: 'the catalog after it' };
        report({ database: databaseKind, models, ...after });
      }
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
