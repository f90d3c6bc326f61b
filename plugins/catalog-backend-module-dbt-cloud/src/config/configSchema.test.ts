import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

const PACKAGE = join(__dirname, '..', '..');
const DOCS = join(PACKAGE, 'docs');
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

const KEYS =
  /^(entities|filters|namespace|owners|rules|tables|overrides|enrich|health):/;

/** The examples of the documents that begin with a key of a provider. */
function examples(): JsonObject[] {
  const text = readdirSync(DOCS)
    .map(page => readFileSync(join(DOCS, page), 'utf8'))
    .join('\n');
  return [...text.matchAll(/^```yaml\n(.*?)^```/gms)]
    .map(([, yaml]) => yaml)
    .filter(yaml => KEYS.test(yaml))
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
    examples().map(example => [JSON.stringify(example), example] as const),
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
