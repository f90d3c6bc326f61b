import {
  addExampleRun,
  DbtCloudWorld,
  ExampleProjectName,
  ModelDescription,
} from 'dbt-cloud-simulator';

/** Per project: what the added models read, and a model that nothing reads. */
const PROJECTS: Array<{
  project: ExampleProjectName;
  from: string;
  columns: string[];
  removable: string;
}> = [
  {
    project: 'parcel_network',
    from: 'fct_shipments',
    columns: ['shipment_id', 'destination_depot_id'],
    removable: 'model.parcel_network.failed_deliveries',
  },
  {
    project: 'commercial_analytics',
    from: 'fct_claims',
    columns: ['shipment_id'],
    removable: 'model.commercial_analytics.accounts_receivable_ageing',
  },
];

/** So many models come and go in each project. */
const MOST_MODELS = 40;

/**
 * Changes the example company's projects: each time other models are there than before, and some of
 * those that stay are described in other words.
 *
 * @param step - a number that no other change has
 * @param random - gives numbers from 0 to 1
 * @returns the description that the model `review` of each project then has, by its entity
 */
export function changeWorld(
  world: DbtCloudWorld,
  step: number,
  random: () => number,
): Map<string, string> {
  const description = `As reviewed in change ${step}.`;
  const reviews = new Map<string, string>();
  for (const { project, from, columns, removable } of PROJECTS) {
    const model = (name: string, text: string): ModelDescription => ({
      name: `${project}_${name}`,
      description: text,
      layer: 'marts',
      folder: 'reviews',
      from: [from],
      columns,
    });
    const models = [model('review', description)];
    for (let i = 0; i < MOST_MODELS; i++) {
      if (random() < 0.5) {
        const text = `Reviewed ${random() < 0.5 ? 'once' : 'again'}.`;
        models.push(model(`review_${i}`, text));
      }
    }
    addExampleRun(world, {
      project,
      with: { [project]: models },
      without: random() < 0.5 ? [removable] : [],
    });
    reviews.set(
      `resource:default/model.${project}.${project}_review`,
      description,
    );
  }
  return reviews;
}
