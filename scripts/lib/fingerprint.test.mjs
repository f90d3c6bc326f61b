import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fingerprint, listFiles } from './fingerprint.mjs';

test('changes with content and salt, and not with the order of the files', t => {
  const directory = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  t.after(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'src'));
  mkdirSync(join(directory, 'dist'));
  const files = ['a.ts', 'src/b.ts'].map(name => join(directory, name));
  for (const file of files) {
    writeFileSync(file, 'before');
  }
  writeFileSync(join(directory, 'dist/a.js'), 'built');
  assert.deepEqual(listFiles(directory).sort(), files);

  const before = fingerprint(files);
  assert.equal(fingerprint([...files].reverse()), before);
  assert.notEqual(fingerprint(files, 'salt'), before);
  writeFileSync(files[1], 'after');
  assert.notEqual(fingerprint(files), before);
});
