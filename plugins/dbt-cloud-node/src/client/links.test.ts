import { environmentUrl, jobUrl, nodeUrl, projectUrl, runUrl } from './links';

const project = {
  accessUrl: 'https://ab123.us1.dbt.com',
  accountId: 1,
  projectId: 2,
};

describe('links', () => {
  it('lead to pages of dbt Cloud', () => {
    expect([
      projectUrl(project),
      environmentUrl(project, 3),
      jobUrl(project, 4),
      runUrl(project, 5),
      nodeUrl(project, 'model.jaffle_shop.orders'),
      nodeUrl(project, 'source.jaffle_shop.raw.a/b c', 'staging'),
    ]).toEqual([
      'https://ab123.us1.dbt.com/deploy/1/projects/2',
      'https://ab123.us1.dbt.com/deploy/1/projects/2/environments/3',
      'https://ab123.us1.dbt.com/deploy/1/projects/2/jobs/4',
      'https://ab123.us1.dbt.com/deploy/1/projects/2/runs/5',
      'https://ab123.us1.dbt.com/explore/1/projects/2/environments/production/details/model.jaffle_shop.orders',
      'https://ab123.us1.dbt.com/explore/1/projects/2/environments/staging/details/source.jaffle_shop.raw.a%2Fb%20c',
    ]);
  });
});
