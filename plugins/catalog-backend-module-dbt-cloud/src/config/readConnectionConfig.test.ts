import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readConnectionConfig } from './readConnectionConfig';

const PATH = 'catalog.providers.dbtCloud.main';

function read(more: JsonObject = {}) {
  const config = new ConfigReader({
    accessUrl: 'https://ab123.us1.dbt.com',
    token: ' secret\n',
    ...more,
  });
  return readConnectionConfig(config, PATH);
}

describe('readConnectionConfig', () => {
  let directory: string;
  let caFile: string;
  let keyFile: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'connection-config-'));
    caFile = join(directory, 'ca.pem');
    keyFile = join(directory, 'key.pem');
    await writeFile(caFile, '-----BEGIN CERTIFICATE-----\n');
    await writeFile(keyFile, '-----BEGIN PRIVATE KEY-----\n');
  });

  afterAll(() => rm(directory, { recursive: true }));

  it('leaves to the client what is not configured', () => {
    expect(read()).toEqual({
      accessUrl: 'https://ab123.us1.dbt.com',
      token: 'secret',
      timeouts: {},
      retry: {},
    });
  });

  it('reads the way and the patience', () => {
    expect(
      read({
        accountId: 12,
        proxy: 'http://user:password@proxy.example.com:3128',
        caFile,
        timeouts: {
          request: { minutes: 1, seconds: 30 },
          stall: '20s',
          artifact: 'PT20M',
        },
        retry: {
          retries: 0,
          minWait: { milliseconds: 100 },
          maxWait: '1s',
          maxRetryAfter: '10 seconds',
        },
        concurrency: 2,
      }),
    ).toEqual({
      accessUrl: 'https://ab123.us1.dbt.com',
      token: 'secret',
      accountId: 12,
      proxy: 'http://user:password@proxy.example.com:3128',
      caFile,
      timeouts: { request: 90_000, stall: 20_000, artifact: 1_200_000 },
      retry: {
        retries: 0,
        minWait: 100,
        maxWait: 1000,
        maxRetryAfter: 10_000,
      },
      concurrency: 2,
    });
  });

  it.each<[string, JsonObject]>([
    ['proxy', { proxy: 'password@proxy.example.com' }],
    ['proxy', { proxy: 'ftp://user:password@proxy.example.com' }],
    ['caFile', { caFile: '/no/such/file.pem' }],
    ['timeouts.request', { timeouts: { request: 30 } }],
    ['timeouts.stall', { timeouts: { stall: 'soon' } }],
    ['timeouts.stall', { timeouts: { stall: { fortnights: 1 } } }],
    ['timeouts.artifact', { timeouts: { artifact: { seconds: 0 } } }],
    ['timeouts.artifact', { timeouts: { artifact: '-5m' } }],
    ['timeouts.artifact', { timeouts: { artifact: { days: 30 } } }],
    ['timeouts', { timeouts: '30s' }],
    ['retry.retries', { retry: { retries: -1 } }],
    ['retry.retries', { retry: { retries: 1.5 } }],
    ['retry.maxRetryAfter', { retry: { maxRetryAfter: 'PT' } }],
    ['concurrency', { concurrency: 0 }],
    ['concurrency', { concurrency: 1000 }],
    ['concurrency', { concurrency: 'many' }],
  ])('names the key %s, and repeats no password', (key, more) => {
    expect(() => read(more)).toThrow(key);
    expect(() => read(more)).not.toThrow('password');
  });

  it('takes no file without a certificate for one', () => {
    expect(() => read({ caFile: keyFile })).toThrow(`${PATH}.caFile`);
  });
});
