import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untilSettled } from './untilSettled.mjs';

const signal = new AbortController().signal;

test('what was hoped for has to last', async () => {
  const sights = [0, 2, 4, 4, 4, 4, 4, 4];
  const seen = await untilSettled(
    async () => sights.shift(),
    count => count >= 2,
    signal,
  );
  assert.equal(seen, 4);
});

test('an interruption ends the wait', async () => {
  const controller = new AbortController();
  const wait = untilSettled(
    async () => 0,
    () => false,
    controller.signal,
  );
  controller.abort();
  await assert.rejects(wait, { name: 'AbortError' });
});
