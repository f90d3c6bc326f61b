import { PlainEntity } from '../warehouse/PlainEntity';

const GROUPS = {
  'network-planning': 'Network Planning',
  'last-mile': 'Last Mile',
  'fleet-operations': 'Fleet Operations',
  'revenue-operations': 'Revenue Operations',
  'customer-success': 'Customer Success',
  'data-platform': 'Data Platform',
};

const USERS = [
  {
    name: 'ines.barreto',
    displayName: 'Ines Barreto',
    group: 'network-planning',
  },
  {
    name: 'maja.lindqvist',
    displayName: 'Maja Lindqvist',
    group: 'revenue-operations',
  },
  { name: 'tomasz.wilk', displayName: 'Tomasz Wilk', group: 'data-platform' },
];

/**
 * The groups and users that own the data of the example company.
 *
 * @public
 */
export function exampleOrganisation(): PlainEntity[] {
  const groups = Object.entries(GROUPS).map(([name, displayName]) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, title: displayName },
    spec: {
      type: 'team',
      profile: { displayName, email: `${name}@harborline.example` },
      children: [],
    },
  }));
  const users = USERS.map(({ name, displayName, group }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, title: displayName },
    spec: {
      profile: { displayName, email: `${name}@harborline.example` },
      memberOf: [group],
    },
  }));
  return [...groups, ...users];
}
