import { DbtCloudEnvironment } from 'backstage-plugin-dbt-cloud-node';
import { chooseEnvironments } from './chooseEnvironments';

function environment(
  id: number,
  name: string,
  more: Partial<DbtCloudEnvironment> = {},
): DbtCloudEnvironment {
  return {
    id,
    name,
    project_id: 1,
    type: 'deployment',
    use_custom_branch: false,
    ...more,
  };
}

const development = environment(1, 'Development', { type: 'development' });
const nightly = environment(2, 'Nightly');
const staging = environment(3, 'Staging', { deployment_type: 'staging' });
const production = environment(4, 'Live', { deployment_type: 'production' });

function chosen(environments: DbtCloudEnvironment[], wanted: string[]) {
  const choice = chooseEnvironments(environments, wanted);
  return choice.result === 'chosen'
    ? choice.environments.map(({ name }) => name)
    : choice.reason;
}

describe('chooseEnvironments', () => {
  it('takes the deployment type, whatever the name', () => {
    const all = [development, nightly, staging, production];
    expect(chosen(all, ['production'])).toEqual(['Live']);
    expect(chosen(all, ['staging', 'production'])).toEqual(['Staging', 'Live']);
  });

  it('takes names, globs and ids', () => {
    const all = [development, nightly, staging, production];
    expect(chosen(all, ['night*', '4'])).toEqual(['Nightly', 'Live']);
  });

  it('takes the only deployment environment where none is marked', () => {
    expect(chosen([development, nightly], ['production'])).toEqual(['Nightly']);
  });

  it('does not guess among several', () => {
    const other = environment(5, 'Weekly');
    expect(chosen([nightly, other], ['production'])).toContain(
      'Nightly (2), Weekly (5)',
    );
    expect(chosen([nightly, staging], ['production'])).toContain(
      'Staging (3, staging)',
    );
  });

  it('says so where there is none at all', () => {
    expect(chosen([development], ['production'])).toContain(
      'no deployment environment',
    );
  });
});
