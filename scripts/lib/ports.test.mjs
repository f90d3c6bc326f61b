import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { assertPortFree, parsePort } from './ports.mjs';

test('a taken port is refused with the option that chooses another', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  try {
    await assert.rejects(assertPortFree(port, '--port'), {
      name: 'UserError',
      message: `Port ${port} is taken: stop what listens there, or choose another one with --port.`,
    });
  } finally {
    server.close();
    await once(server, 'close');
  }
  await assertPortFree(port, '--port');
});

test('only numbers of ports are ports', () => {
  assert.equal(parsePort('7007', '--port'), 7007);
  for (const value of ['0', '65536', '80.5', 'http', '']) {
    assert.throws(() => parsePort(value, '--port'), { name: 'UserError' });
  }
});
