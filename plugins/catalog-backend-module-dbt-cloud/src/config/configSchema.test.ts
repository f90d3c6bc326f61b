import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

const PACKAGE = join(__dirname, '..', '..');
/** What the schemas of Backstage itself ask for. */
const BACKSTAGE = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};
const CONNECTION = { accessUrl: 'https://ab123.us1.dbt.com', token: 'secret' };

/** The examples of a page that begin with one of some keys of a provider. */
function examplesOf(page: string, keys: RegExp): JsonObject[] {
  const text = readFileSync(join(PACKAGE, page), 'utf8');
  return [...text.matchAll(/^```yaml\n(.*?)^```/gms)]
    .map(([, yaml]) => yaml)
    .filter(yaml => keys.test(yaml))
    .map(yaml => parse(yaml));
}

describe('config.d.ts', () => {
  let schema: ConfigSchema;

  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [join(PACKAGE, 'package.json')],
    });
  }, 120_000);

  function validate(provider: JsonObject) {
    const data = {
      ...BACKSTAGE,
      catalog: {
        providers: { dbtCloud: { main: { ...CONNECTION, ...provider } } },
      },
    };
    return schema.process([{ data, context: 'test' }]);
  }

  it.each(
    [
      ...examplesOf('docs/config.md', /^(entities|filters|namespace):/),
      ...examplesOf(
        'README.md',
        /^(owners|rules|tables|overrides|enrich|health):/,
      ),
    ].map(example => [JSON.stringify(example), example] as const),
  )('takes %s', (_, example) => {
    expect(() => validate(example)).not.toThrow();
  });

  it.each<[string, JsonObject]>([
    ['kind', { entities: { model: { kind: 'API' } } }],
    ['entities', { entities: { model: true } }],
    ['onlyInWarehouse', { filters: { onlyInWarehouse: 'sometimes' } }],
  ])('refuses a wrong %s', (_, provider) => {
    expect(() => validate(provider)).toThrow('dbtCloud/main');
  });
});
