import { readdirSync, readFileSync } from 'node:fs';
import {
  apiCorpusPath,
  CORPUS_HINT,
  hasApiCorpus,
} from './__testUtils__/corpus';
import { getJson } from './__testUtils__/getJson';
import { OpenApi } from './__testUtils__/OpenApi';
import { nullableFields } from './__testUtils__/overlay';
import { DbtCloudSimulator } from './DbtCloudSimulator';
import { exampleCompany } from './exampleCompany';
import { routes } from './server/routes';
import { addRun } from './world';

const describeWithCorpus = hasApiCorpus ? describe : describe.skip;
const RECORDED_ANSWERS = ['data-mie+dbt-cloud-cli', 'dagster'];

describeWithCorpus(`the OpenAPI documents of dbt Cloud${CORPUS_HINT}`, () => {
  const world = exampleCompany();
  const running = addRun(world, world.jobs[0], { status: 3, steps: [] });
  let documents: Record<'v2' | 'v3', OpenApi>;
  let simulator: DbtCloudSimulator;

  beforeAll(async () => {
    documents = { v2: OpenApi.load('v2'), v3: OpenApi.load('v3') };
    simulator = await DbtCloudSimulator.start({ world });
  });
  afterAll(() => simulator.close());

  const jsonPaths = routes
    .map(({ path }) => path)
    .filter(path => !path.includes('*'))
    .flatMap(path =>
      idsFor(path).map(id =>
        path
          .replace(':account', String(world.accounts[0].id))
          .replace(':project', String(world.projects[0].id))
          .replace(':id', String(id)),
      ),
    );

  it.each(jsonPaths)('hold for the answer to GET %s', async path => {
    const document = documents[path.startsWith('/api/v2/') ? 'v2' : 'v3'];
    const url = new URL(path, simulator.url);
    const related = document.relatedObjects(url).join(',');
    for (const query of ['', `?include_related=${related}`]) {
      const { status, body } = await getJson(simulator, `${path}${query}`);
      expect(status).toBe(200);
      expect(document.bodyErrors(url, body)).toEqual([]);
    }
  });

  it('find what is wrong with a body', () => {
    const url = new URL('/api/v3/accounts/', simulator.url);
    const body = { status: { code: 200 }, data: [{ id: 'one', name: null }] };
    expect(documents.v3.bodyErrors(url, body)).toEqual(
      expect.arrayContaining([
        '/data/0/id: must be integer',
        '/data/0/name: must be string',
      ]),
    );
  });

  it('have the fields that the overlay names', () => {
    const unknown = nullableFields.flatMap(({ schema, fields }) => {
      const schemas = Object.values(documents).flatMap(
        ({ document }) => document.components.schemas[schema] ?? [],
      );
      return fields
        .filter(field => !schemas.some(({ properties }) => properties[field]))
        .map(field => `${schema}.${field}`);
    });
    expect(unknown).toEqual([]);
  });

  it('are known to be wrong where the overlay says how', () => {
    const recorded = new Set(
      RECORDED_ANSWERS.flatMap(directory =>
        readdirSync(apiCorpusPath(directory))
          .filter(file => file.endsWith('.json'))
          .flatMap(file => nullKeys(readJson(directory, file))),
      ),
    );
    const unfounded = nullableFields.flatMap(entry =>
      entry.evidence === 'recorded'
        ? entry.fields.filter(field => !recorded.has(field))
        : entry.fields.filter(() => !entry.source),
    );
    expect(unfounded).toEqual([]);
  });

  function idsFor(path: string): number[] {
    const [, collection] = /([a-z]+)\/:id/.exec(path) ?? [];
    switch (collection) {
      case 'projects':
        return [world.projects[0].id];
      case 'environments':
        return world.environments
          .filter(({ project_id: id }) => id === world.projects[0].id)
          .map(({ id }) => id);
      case 'jobs':
        return world.jobs.map(({ id }) => id);
      case 'runs':
        return [world.runs[0].id, running.id];
      default:
        return [0];
    }
  }
});

function readJson(directory: string, file: string): unknown {
  return JSON.parse(readFileSync(apiCorpusPath(directory, file), 'utf8'));
}

/** The keys that hold null somewhere in a document. */
function nullKeys(value: unknown): string[] {
  if (typeof value !== 'object') {
    return [];
  }
  return Object.entries(value ?? {}).flatMap(([key, field]) =>
    field === null ? [key] : nullKeys(field),
  );
}
