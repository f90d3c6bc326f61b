import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNodeVersion } from './nodeVersion.mjs';

test('names the versions that it wants', () => {
  for (const version of ['20.0.0', '22.1.0', '24.9.9']) {
    assertNodeVersion(version);
  }
  for (const version of ['18.20.0', '21.0.0', '23.1.0']) {
    assert.throws(() => assertNodeVersion(version), {
      name: 'UserError',
      message: `This is Node.js ${version}; please use one of 20, 22, 24 (https://nodejs.org).`,
    });
  }
});
