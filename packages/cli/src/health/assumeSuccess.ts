import { NewestResults } from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import { DbtProject, DbtTestDetails } from 'backstage-plugin-dbt-cloud-node';

/**
 * The results of a project in which everything was built, all tests passed and all that is checked was
 * fresh. They show how much of a verdict rests on what the project lacks.
 *
 * @internal
 */
export function assumeSuccess(
  project: DbtProject,
  tests: DbtTestDetails[],
  at: Date,
): NewestResults {
  const results = NewestResults.create(at);
  tests.forEach(test => results.addDetails(test));
  results.addRunResults({ command: 'build', isPartialData: false }, [
    ...[...project.nodes.keys()].map(uniqueId => ({
      uniqueId,
      status: 'success',
    })),
    ...tests.map(({ uniqueId }) => ({ uniqueId, status: 'pass' })),
  ]);
  results.addFreshness(
    { isPartialData: false },
    [...project.nodes.values()]
      .filter(({ freshnessCheck }) => freshnessCheck === 'configured')
      .map(({ uniqueId }) => ({ uniqueId, status: 'pass' })),
  );
  return results;
}
