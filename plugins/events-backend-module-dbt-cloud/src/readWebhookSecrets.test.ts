import { ConfigReader } from '@backstage/config';
import { readWebhookSecrets } from './readWebhookSecrets';

function read(webhookSecrets: any) {
  return readWebhookSecrets(
    new ConfigReader({ events: { modules: { dbtCloud: { webhookSecrets } } } }),
  );
}

describe('readWebhookSecrets', () => {
  it('reads none where there is none', () => {
    expect(readWebhookSecrets(new ConfigReader({}))).toEqual([]);
    expect(read([])).toEqual([]);
  });

  it('reads several, without the space around them', () => {
    expect(read(['wsk_1', ' wsk_2\n'])).toEqual(['wsk_1', 'wsk_2']);
  });

  it.each([[['wsk_1', '  ']], [['wsk_1', '']], [['wsk_1', 7]], ['wsk_1']])(
    'refuses %j with an error that names the key',
    secrets => {
      expect(() => read(secrets)).toThrow(
        /events\.modules\.dbtCloud\.webhookSecrets/,
      );
      expect(() => read(secrets)).not.toThrow(/wsk_1/);
    },
  );
});
