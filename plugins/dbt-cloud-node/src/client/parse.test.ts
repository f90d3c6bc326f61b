import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { ApiObject } from './ApiObject';
import { parseEnvironment, parseJob, parseProject, parseRun } from './parse';
import { parseTimestamp } from './parseTimestamp';

const corpus =
  process.env.DBT_CLOUD_CORPUS ??
  resolve(__dirname, '../../../../../shared/corpus');
const answers = join(corpus, 'api/data-mie+dbt-cloud-cli');

// Recorded answers of dbt Cloud are not part of the project
const describeCorpus = existsSync(answers) ? describe : describe.skip;

function readAnswer(file: string): ApiObject {
  const text = readFileSync(join(answers, file), 'utf8');
  return ApiObject.create(JSON.parse(text), file);
}

describeCorpus('recorded answers (skipped without the corpus)', () => {
  it.each([
    ['project_list_response.json', parseProject],
    ['environment_list_response.json', parseEnvironment],
    ['job_list_response.json', parseJob],
  ] as Array<[string, (item: ApiObject) => { id: number }]>)(
    'reads %s',
    (file, parse) => {
      const items = readAnswer(file).objects('data').map(parse);
      expect(items.length).toBeGreaterThan(0);
      expect(items.every(item => item.id > 0)).toBe(true);
    },
  );

  it('reads run_get_response.json', () => {
    const run = parseRun(readAnswer('run_get_response.json').object('data'));
    expect(run).toMatchObject({
      status: 10,
      job_definition_id: expect.any(Number),
    });
    expect(parseTimestamp(run.finished_at)).toBeInstanceOf(Date);
  });
});
