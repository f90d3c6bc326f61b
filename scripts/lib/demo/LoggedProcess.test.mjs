import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LoggedProcess } from './LoggedProcess.mjs';

const exitWithParent = fileURLToPath(
  new URL('exitWithParent.cjs', import.meta.url),
);

function createDirectory(t) {
  const directory = mkdtempSync(join(tmpdir(), 'logged-process-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

function startScript(t, script) {
  const directory = createDirectory(t);
  return LoggedProcess.start('The script', ['--eval', script], {
    directory,
    logFile: join(directory, 'process.log'),
    env: process.env,
  });
}

test('an early end fails what needed the process, with its last errors', async t => {
  const child = startScript(
    t,
    'console.log("fine\\n\\x1b[31merror\\x1b[39m no disk stack=\\"at x\\""); process.exit(3)',
  );
  await assert.rejects(child.whileRunning(new Promise(() => {})), error => {
    assert.equal(error.name, 'UserError');
    assert.match(error.message, /^error no disk\n\nThe script stopped with/);
    assert.match(error.message, /exit code 3/);
    return true;
  });
});

test('stops a process, and waits until it has', async t => {
  const child = startScript(t, 'setInterval(() => {}, 1000)');
  assert.equal(await child.whileRunning(Promise.resolve('done')), 'done');
  await child.stop();
  await assert.rejects(
    child.whileRunning(new Promise(() => {})),
    /signal SIGTERM/,
  );
});

test('what it starts does not outlive a script that was killed', async t => {
  const directory = createDirectory(t);
  const pidFile = join(directory, 'pid');
  const childScript = `
    const { Worker } = require('node:worker_threads');
    new Worker('', { eval: true }).once('exit', () => {
      require('node:fs').writeFileSync(${quote(pidFile)}, String(process.pid));
    });
    setInterval(() => {}, 1000);
  `;
  const parentScript = `
    import { LoggedProcess } from ${quote(
      new URL('LoggedProcess.mjs', import.meta.url).href,
    )};
    LoggedProcess.start(
      'The child',
      ['--require', ${quote(exitWithParent)}, '--eval', ${quote(childScript)}],
      {
        directory: ${quote(directory)},
        logFile: ${quote(join(directory, 'child.log'))},
        env: process.env,
      },
    );
  `;
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    parentScript,
  ]);
  const ended = once(parent, 'exit');
  const childId = await waitFor(() => Number(readFileSync(pidFile, 'utf8')));
  assert.ok(isRunning(childId));
  parent.kill('SIGKILL');
  await ended;
  await waitFor(() => !isRunning(childId));
});

const quote = value => JSON.stringify(value);

async function waitFor(read) {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      const value = read();
      if (value) {
        return value;
      }
    } catch {
      // Not there yet.
    }
    await sleep(50);
  }
  throw new Error('Nothing happened within 5 seconds');
}

function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
