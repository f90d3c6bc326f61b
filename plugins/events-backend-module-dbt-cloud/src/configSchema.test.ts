import { join } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';

it('config.d.ts calls the secrets secret', async () => {
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: [join(__dirname, '..', 'package.json')],
  });
  const secret = {
    events: { modules: { dbtCloud: { webhookSecrets: ['wsk_1', 'wsk_2'] } } },
  };
  const [{ data }] = schema.process(
    [{ data: { ...secret, app: { title: 'Test' } }, context: 'test' }],
    { visibility: ['secret'], ignoreSchemaErrors: true },
  );
  expect(data).toEqual(secret);
}, 120_000);
