import { dbtNode } from '../__fixtures__/dbtProject';
import { latestVersions } from './latestVersions';
import { nodeLinks } from './nodeLinks';
import { ProjectOrigin } from './origin';

const NOWHERE: ProjectOrigin = { lifecycle: 'production' };
const CLOUD: ProjectOrigin = {
  lifecycle: 'production',
  dbtCloud: {
    accessUrl: 'https://ab123.us1.dbt.com',
    accountId: 1,
    projectId: 2,
    environmentId: 3,
    environmentName: 'Production',
  },
};

function version(number: string) {
  return dbtNode(`model.jaffle_shop.customers.v${number}`, {
    name: 'customers',
    version: number,
    latestVersion: '2',
  });
}

describe('nodeLinks', () => {
  it('lead to what an exposure is, if a browser can go there', () => {
    const exposure = (url: string, exposureType?: string) =>
      nodeLinks(
        dbtNode('exposure.jaffle_shop.weekly', { url, exposureType }),
        undefined,
        NOWHERE,
      );
    expect(exposure(' https://bi.example.com/weekly', 'dashboard')).toEqual([
      {
        url: 'https://bi.example.com/weekly',
        title: 'Dashboard',
        icon: 'dashboard',
      },
    ]);
    expect(exposure('https://bi.example.com/weekly')).toEqual([
      { url: 'https://bi.example.com/weekly', title: 'weekly' },
    ]);
    expect(exposure('ask Jane', 'dashboard')).toEqual([]);
    expect(exposure('ftp://files.example.com', 'dashboard')).toEqual([]);
  });

  it('lead to the latest version, from all others', () => {
    const versions = ['1', '2', '3'].map(version);
    const latestOf = latestVersions([
      ...versions,
      dbtNode('model.jaffle_shop.orders'),
      { ...version('2'), packageName: 'other' },
    ]);
    const latestLinks = versions.map(node =>
      nodeLinks(node, latestOf(node), CLOUD).slice(1),
    );
    const latest = {
      url: 'https://ab123.us1.dbt.com/explore/1/projects/2/environments/production/details/model.jaffle_shop.customers.v2',
      title: 'Latest version: customers v2',
    };
    expect(latestLinks).toEqual([[latest], [], [latest]]);
    expect(latestOf(dbtNode('model.jaffle_shop.orders'))).toBeUndefined();
  });
});
