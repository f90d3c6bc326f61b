import { ConfigReader } from '@backstage/config';
import { readProviderConfigs } from '../config/readProviderConfigs';
import { syncTimeout } from './syncTimeout';

describe('syncTimeout', () => {
  it.each([{ seconds: 90 }, '90s', 'PT1M30S'])('reads %j', timeout => {
    const [{ schedule }] = readProviderConfigs(
      new ConfigReader({
        catalog: {
          providers: {
            dbtCloud: {
              accessUrl: 'https://ab123.us1.dbt.com',
              token: 'secret',
              schedule: { frequency: { hours: 1 }, timeout },
            },
          },
        },
      }),
    );
    expect(syncTimeout(schedule)).toBe(90_000);
  });
});
