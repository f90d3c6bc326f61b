import { ProjectOutcome } from '../store';
import { findUnusedRules } from './findUnusedRules';

function project(unusedRules?: string[]): ProjectOutcome {
  return {
    accountId: 1,
    projectId: 2,
    projectName: 'Shop',
    outcome: unusedRules ? 'updated' : 'failed',
    report: unusedRules && {
      entities: {},
      leftOut: [],
      findings: [],
      hashedNames: 0,
      unusedRules,
    },
  };
}

describe('findUnusedRules', () => {
  it('finds what is for no project at all', () => {
    const projects = [project(['rules[0]', 'rules[1]']), project(['rules[1]'])];
    expect(findUnusedRules(projects)).toEqual(['rules[1]']);
    expect(findUnusedRules(projects.slice(0, 1))).toHaveLength(2);
    expect(findUnusedRules([])).toEqual([]);
  });

  it('says nothing where a project could not be read', () => {
    expect(findUnusedRules([project(['rules[0]']), project()])).toEqual([]);
  });
});
