import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DEFAULT_ENTITY_MODEL } from '../entities/EntityModel';
import { DEFAULT_OWNER_RULES } from '../entities/owners/OwnerRule';
import { DEFAULT_TABLE_RULES } from '../warehouse/defaultTableRules';
import { readProviderConfigs } from './readProviderConfigs';

const CONNECTION = { accessUrl: 'ab123.us1.dbt.com/api/', token: 'secret' };

function read(dbtCloud: JsonObject) {
  return readProviderConfigs(
    new ConfigReader({ catalog: { providers: { dbtCloud } } }),
  );
}

describe('readProviderConfigs', () => {
  it('reads nothing where nothing is configured', () => {
    expect(readProviderConfigs(new ConfigReader({}))).toEqual([]);
  });

  it('reads a single provider with its defaults', () => {
    expect(read(CONNECTION)).toEqual([
      {
        id: 'default',
        connection: {
          accessUrl: 'https://ab123.us1.dbt.com',
          token: 'secret',
          accountId: undefined,
          timeouts: {},
          retry: {},
        },
        schedule: { frequency: { minutes: 30 }, timeout: { minutes: 10 } },
        scope: {
          projects: { include: [], exclude: [] },
          environments: ['production'],
          jobs: { include: [], exclude: [] },
          definitionJob: undefined,
          runs: { maxCount: 20, maxAgeDays: 14 },
        },
        entities: {
          namespace: 'default',
          namePrefix: '',
          defaultOwner: undefined,
          model: DEFAULT_ENTITY_MODEL,
          filter: { include: [], exclude: [], onlyInWarehouse: false },
          ownerRules: DEFAULT_OWNER_RULES,
          mappingRules: [],
        },
        warehouse: {
          rules: DEFAULT_TABLE_RULES,
          overrides: new Map(),
          collapseSources: false,
        },
        enrichment: {
          description: 'ifMissing',
          links: 'ifMissing',
          tags: 'ifMissing',
          labels: 'ifMissing',
          annotations: 'ifMissing',
          owner: 'never',
        },
        removalGuard: { maxShare: 0.3, floor: 10, requiredRuns: 3 },
        sqlLimit: { keep: 'up-to', characters: 100_000 },
        health: { profile: 'default' },
      },
    ]);
  });

  it('reads several providers', () => {
    const [eu, us] = read({
      eu: {
        ...CONNECTION,
        accountId: '12',
        projects: { include: ['Analytics*', 7] },
        environments: ['staging', 12],
        definitionJob: 77,
        runs: { maxCount: 5 },
        namePrefix: 'eu-',
        defaultOwner: 'data',
        removalGuard: { maxPercent: 50, floor: 0 },
        sql: { keep: false },
        health: { profile: 'dbt' },
      },
      us: {
        ...CONNECTION,
        schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
      },
    });
    expect(eu.connection.accountId).toBe(12);
    expect(eu.scope.projects.include).toEqual(['Analytics*', '7']);
    expect(eu.scope.environments).toEqual(['staging', '12']);
    expect(eu.scope.definitionJob).toBe('77');
    expect(eu.scope.runs).toEqual({ maxCount: 5, maxAgeDays: 14 });
    expect(eu.entities).toMatchObject({
      namespace: 'default',
      namePrefix: 'eu-',
      defaultOwner: 'group:default/data',
    });
    expect(eu.removalGuard).toEqual({
      maxShare: 0.5,
      floor: 0,
      requiredRuns: 3,
    });
    expect(eu.sqlLimit).toEqual({ keep: 'none' });
    expect(eu.health).toEqual({ profile: 'dbt' });
    expect(us.id).toBe('us');
    expect(us.schedule.frequency).toEqual({ hours: 1 });
  });

  it.each<[string, JsonObject]>([
    ['main.accessUrl', { token: 'secret' }],
    ['main.accessUrl', { ...CONNECTION, accessUrl: 'not a url' }],
    ['main.token', { accessUrl: CONNECTION.accessUrl }],
    ['main.accountId', { ...CONNECTION, accountId: 'twelve' }],
    ['main.accountId', { ...CONNECTION, accountId: -1 }],
    [
      'main.schedule.frequency',
      { ...CONNECTION, schedule: { timeout: 'PT1M' } },
    ],
    ['main.projects.include', { ...CONNECTION, projects: { include: 'all' } }],
    ['main.environments', { ...CONNECTION, environments: 'production' }],
    ['main.definitionJob', { ...CONNECTION, definitionJob: '' }],
    ['main.definitionJob', { ...CONNECTION, definitionJob: ['Daily'] }],
    ['main.runs.maxCount', { ...CONNECTION, runs: { maxCount: 101 } }],
    ['main.runs.maxAgeDays', { ...CONNECTION, runs: { maxAgeDays: 0 } }],
    ['main.namespace', { ...CONNECTION, namespace: 'Not_valid' }],
    ['main.namePrefix', { ...CONNECTION, namePrefix: '-x' }],
    [
      'main.removalGuard.maxPercent',
      { ...CONNECTION, removalGuard: { maxPercent: 130 } },
    ],
    [
      'main.enrich.description',
      { ...CONNECTION, enrich: { description: 'yes' } },
    ],
    ['main.enrich.title', { ...CONNECTION, enrich: { title: 'always' } }],
    ['main.enrich', { ...CONNECTION, enrich: 'always' }],
    ['main.health', { ...CONNECTION, health: 'dbt' }],
    ['main.health.profile', { ...CONNECTION, health: { profile: 'strict' } }],
    ['main.sql.maxCharacters', { ...CONNECTION, sql: { maxCharacters: 0 } }],
    ['main.defaultOwner', { ...CONNECTION, defaultOwner: 'a:b:c' }],
  ])('names the key %s', (key, main) => {
    expect(() => read({ main })).toThrow(`catalog.providers.dbtCloud.${key}`);
    expect(() => read({ main })).not.toThrow('secret');
  });
});
