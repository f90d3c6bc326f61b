import { parseAllDocuments } from 'yaml';
import { Cli } from '../__testUtils__/Cli';
import {
  EXAMPLE_WAREHOUSE,
  exampleCatalog,
  exampleManifest,
} from '../__testUtils__/exampleArtifacts';
import { entityOf } from '../__testUtils__/entityOf';
import { expectFailure } from '../__testUtils__/expectFailure';
import { TestDirectory } from '../__testUtils__/TestDirectory';

jest.setTimeout(60_000);

const cli = Cli.forTests();
const directory = TestDirectory.forEachTest();

describe('--warehouse', () => {
  it('attaches to the tables and finds the owners', async () => {
    directory.write('manifest.json', exampleManifest());
    const warehouse = directory.write('warehouse.yaml', EXAMPLE_WAREHOUSE);
    const preview = await cli.previewJson(
      directory.path,
      '--warehouse',
      warehouse,
    );
    expect(
      preview.attachments.map(({ uniqueId, verdict, entityRef }) => [
        uniqueId,
        verdict,
        entityRef,
      ]),
    ).toEqual([
      ['model.harbour.arrivals', 'attached', 'resource:default/arrivals-table'],
      ['model.harbour.late_ships', 'not-materialized', undefined],
      ['model.harbour.stg_ships', 'unmatched', undefined],
      [
        'source.harbour.port.ships',
        'attached',
        'resource:landing/landing.port.ships',
      ],
    ]);
    expect(entityOf(preview, 'model.harbour.arrivals').spec).toMatchObject({
      owner: 'group:default/dispatch',
      dependencyOf: ['resource:default/arrivals-table'],
    });
    expect(entityOf(preview, 'source.harbour.port.ships').spec).toMatchObject({
      dependsOn: ['resource:landing/landing.port.ships'],
    });
  });

  it('is refused where it is no YAML or no entity', async () => {
    directory.write('manifest.json', exampleManifest());
    const files = [
      directory.write('broken.yaml', 'kind: [Resource'),
      directory.write('other.yaml', 'kind: Resource\nmetadata: {}\n'),
      directory.write('number.yaml', 'kind: 7\nmetadata: { name: a }\n'),
      directory.write('text.yaml', 'Resource\n'),
      directory.join('missing.yaml'),
    ];
    for (const file of files) {
      const result = await cli.run(
        'preview',
        directory.path,
        '--warehouse',
        file,
      );
      expectFailure(result, file);
    }
  });
});

describe('--config', () => {
  it('changes names, namespace and owners', async () => {
    directory.write('manifest.json', exampleManifest());
    const config = directory.write(
      'dbt.yaml',
      'namePrefix: eu-\nnamespace: data\ndefaultOwner: data-platform\n',
    );
    const preview = await cli.previewJson(directory.path, '--config', config);
    const { metadata, spec } = entityOf(preview, 'model.harbour.stg_ships');
    expect(metadata).toMatchObject({
      name: 'eu-model.harbour.stg_ships',
      namespace: 'data',
    });
    expect(spec).toMatchObject({
      owner: 'group:default/data-platform',
      dependsOn: ['resource:data/eu-source.harbour.port.ships'],
    });
  });

  it('has rules for owners, the database among them, and for all else', async () => {
    directory.write('manifest.json', exampleManifest());
    directory.write('catalog.json', exampleCatalog());
    const warehouse = directory.write(
      'warehouse.yaml',
      'kind: Group\nmetadata: { name: loader }\n',
    );
    const config = directory.write(
      'dbt.yaml',
      'owners: [{ from: database }]\nrules: [{ from: name, match: ^stg_(.+), to: system }]\n',
    );
    const preview = await cli.previewJson(
      directory.path,
      '--config',
      config,
      '--warehouse',
      warehouse,
    );
    const specOf = (id: string) => entityOf(preview, id).spec;
    expect(specOf('model.harbour.arrivals')?.owner).toBe(
      'group:default/loader',
    );
    expect(specOf('model.harbour.stg_ships')?.system).toBe(
      'system:default/ships',
    );
  });

  it('has rules for tables, and names the key of one that is wrong', async () => {
    directory.write('manifest.json', exampleManifest());
    const warehouse = directory.write(
      'warehouse.yaml',
      'kind: Resource\nmetadata: { name: ships }\nspec: { type: lake, at: port/ships }\n',
    );
    const preview = async (tables: string) =>
      cli.run(
        'preview',
        directory.path,
        '--config',
        directory.write('dbt.yaml', `collapseSources: true\ntables: ${tables}`),
        '--warehouse',
        warehouse,
        '--output',
        'json',
      );
    const lookup =
      '{ filter: { spec.type: lake }, relation: spec.at, pattern: (?<schema>.+)/(?<identifier>.+) }';
    const template = '{ entityRef: "{schema}/{identifier}" }';
    const { stdout } = await preview(`[${lookup}, ${template}]`);
    const document = JSON.parse(stdout);
    expect(entityOf(document, 'model.harbour.stg_ships').spec).toMatchObject({
      dependsOn: ['resource:default/ships'],
    });
    expect(
      document.attachments.map(({ reason }: { reason: string }) => reason),
    ).toContain(
      'tables[0]: spec.at port.ships is this relation without regard to case',
    );

    expectFailure(
      await preview('[{ filter: {}, relation: metadata.title }]'),
      'tables[0].filter',
    );
  });

  it('may hold the connection too', async () => {
    directory.write('manifest.json', exampleManifest());
    const config = directory.write(
      'dbt.yaml',
      'accessUrl: ${NOT_SET_HERE}\ntoken: dbtc_secret\nprojects: { include: [harbour] }\n',
    );
    const { stdout } = await cli.run(
      'preview',
      directory.path,
      '--config',
      config,
      '--output',
      'json',
    );
    expect(JSON.parse(stdout).entities).toHaveLength(6);
    expect(stdout).not.toContain('dbtc_secret');
  });

  it.each([
    ['namePrefix: "not a name"', 'namePrefix'],
    ['namespace: UPPER', 'namespace'],
    ['defaultOwner: 7', 'defaultOwner'],
    ['projects: { include: orders }', 'projects.include'],
    ['environments: production', 'environments'],
    ['owners: [{ from: tag }]', 'owners[0].from'],
    ['rules: [{ from: tag, match: "(", to: tags }]', 'rules[0].match'],
  ])('names the key and the file of %s', async (content, key) => {
    directory.write('manifest.json', exampleManifest());
    const config = directory.write('dbt.yaml', content);
    const result = await cli.run('preview', directory.path, '--config', config);
    expectFailure(result, config);
    expect(result.stderr).toContain(key);
  });

  it('is refused where it is no mapping, no YAML or no file', async () => {
    directory.write('manifest.json', exampleManifest());
    const files = [
      directory.write('list.yaml', '- namePrefix'),
      directory.write('broken.yaml', 'namePrefix: "'),
      directory.join('missing.yaml'),
    ];
    for (const file of files) {
      expectFailure(
        await cli.run('preview', directory.path, '--config', file),
        file,
      );
    }
  });
});

describe('--now', () => {
  it('decides what is deprecated', async () => {
    const manifest = exampleManifest();
    Object.assign(manifest.nodes['model.harbour.arrivals'], {
      deprecation_date: '2026-03-01T00:00:00+00:00',
    });
    directory.write('manifest.json', manifest);
    const before = await cli.previewJson(directory.path, '--now', '2026-02-28');
    const after = await cli.previewJson(directory.path, '--now', '2026-03-01');
    const uniqueId = 'model.harbour.arrivals';
    expect(entityOf(before, uniqueId).metadata.tags).toBeUndefined();
    expect(entityOf(after, uniqueId).metadata.tags).toEqual(['deprecated']);
  });

  it('must be a date', async () => {
    expectFailure(
      await cli.run('preview', directory.path, '--now', 'yesterday'),
      '--now takes a date such as 2026-01-31, not yesterday',
    );
  });
});

describe('--output', () => {
  it('yaml holds the entities, as documents that Backstage reads', async () => {
    directory.write('manifest.json', exampleManifest());
    const preview = await cli.previewJson(directory.path);
    const { stdout } = await cli.run(
      'preview',
      directory.path,
      '--output',
      'yaml',
    );
    expect(parseAllDocuments(stdout).map(document => document.toJS())).toEqual(
      preview.entities,
    );
  });

  it('summary, the default, counts and lists what is not attached', async () => {
    directory.write('manifest.json', exampleManifest());
    const warehouse = directory.write('warehouse.yaml', EXAMPLE_WAREHOUSE);
    const { stdout } = await cli.run(
      'preview',
      directory.path,
      '--warehouse',
      warehouse,
    );
    expect(stdout).toContain('harbour (snowflake, dbt 1.9.4, manifest v12)');
    expect(stdout).toContain('Entities: 6');
    expect(stdout).toMatch(/^ +2 attached$/m);
    expect(stdout).toContain('ANALYTICS.PROD.STG_SHIPS');
  });

  it('takes nothing else', async () => {
    expectFailure(
      await cli.run('preview', directory.path, '--output', 'xml'),
      '--output takes summary, yaml, json, not xml',
    );
  });
});

describe('the arguments', () => {
  it('name an unknown option', async () => {
    expectFailure(
      await cli.run('preview', directory.path, '--colour'),
      '--colour',
    );
  });

  it('need a directory', async () => {
    expectFailure(await cli.run('preview'), 'expected a directory');
  });

  it('explain themselves', async () => {
    const { exitCode, stdout } = await cli.run('preview', '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--warehouse FILE');
  });

  it('name the commands where there is no such command', async () => {
    const { exitCode, stderr } = await cli.run('prevue');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('preview');
  });
});
