import { mayHaveResults } from './readResults';

describe('mayHaveResults', () => {
  it.each([
    'Invoke dbt with `dbt build`',
    'Invoke dbt with `dbt run --select tag:hourly`',
    'Invoke dbt with `dbt --no-use-colors test`',
    'Invoke dbt with `dbt seed --full-refresh`',
    'Invoke dbt with `dbt snapshot`',
    'Invoke dbt with `dbt retry`',
    'dbt build',
  ])('%s', name => {
    expect(mayHaveResults({ index: 4, name })).toBe(true);
  });

  it.each([
    'Clone git repository',
    'Create profile from connection Build',
    'Invoke dbt with `dbt deps`',
    'Invoke dbt with `dbt docs generate`',
    'Invoke dbt with `dbt source freshness`',
    'Invoke dbt with `dbt run-operation grant`',
    'Invoke dbt with `dbt compile`',
  ])('not %s', name => {
    expect(mayHaveResults({ index: 4, name })).toBe(false);
  });
});
