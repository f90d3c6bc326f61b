import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtCloudCompletedRun } from 'backstage-plugin-dbt-cloud-node';
import { readProviderConfigs } from '../config/readProviderConfigs';
import { concernsProvider } from './concernsProvider';

const ACCOUNT = 70471823416032;
const RUN: DbtCloudCompletedRun = {
  result: 'run-completed',
  eventId: 'wev_1',
  accountId: ACCOUNT,
  projectId: 201,
  projectName: 'Shop',
  jobId: 401,
  jobName: 'Daily build',
  runId: 5001,
};

function configOf(provider: JsonObject) {
  const dbtCloud = {
    accessUrl: 'https://ab123.us1.dbt.com',
    token: 'secret',
    ...provider,
  };
  const [config] = readProviderConfigs(
    new ConfigReader({ catalog: { providers: { dbtCloud } } }),
  );
  return config;
}

describe('concernsProvider', () => {
  it.each<[string, JsonObject, number[], boolean]>([
    ['the account of the config', { accountId: ACCOUNT }, [], true],
    ['another account than that of the config', { accountId: 7 }, [], false],
    [
      'that of the config, and not what was read',
      { accountId: 7 },
      [ACCOUNT],
      false,
    ],
    ['the account that was read', {}, [ACCOUNT, ACCOUNT], true],
    ['one of the accounts that were read', {}, [7, ACCOUNT], true],
    ['another account than was read', {}, [7], false],
    ['any account before one was read', {}, [], true],
  ])('goes by %s', (_, provider, readAccountIds, expected) => {
    expect(concernsProvider(RUN, configOf(provider), readAccountIds)).toBe(
      expected,
    );
  });

  it.each<[JsonObject, boolean]>([
    [{ projects: { include: ['Sh*'] } }, true],
    [{ projects: { include: [201] } }, true],
    [{ projects: { include: ['Bank'] } }, false],
    [{ projects: { exclude: ['Shop'] } }, false],
    [{ jobs: { exclude: ['Daily*'] } }, false],
    [{ jobs: { include: [401] } }, true],
    [{ jobs: { include: [402] } }, false],
  ])('goes by the filters of the config: %j', (provider, expected) => {
    expect(concernsProvider(RUN, configOf(provider), [])).toBe(expected);
  });

  it('takes what it does not know for concerned', () => {
    const config = configOf({ projects: { include: ['Bank'] } });
    const unknown = { ...RUN, projectId: undefined };
    expect(concernsProvider(unknown, config, [])).toBe(true);
  });
});
