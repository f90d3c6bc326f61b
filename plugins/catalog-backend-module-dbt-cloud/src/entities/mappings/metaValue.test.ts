import { metaValue } from './metaValue';

describe('metaValue', () => {
  const meta = {
    owner: 'ada',
    contact: { team: { name: 'finance' }, 'on.call': 'bob' },
    'contact.slack': '#finance',
    'data.tier': { name: 'gold' },
    list: ['a'],
    nothing: null,
  };

  it.each([
    ['owner', 'ada'],
    ['contact.team.name', 'finance'],
    ['contact.on.call', 'bob'],
    ['contact.slack', '#finance'],
    ['data.tier.name', 'gold'],
    ['list', ['a']],
    ['nothing', null],
    ['contact.team.lead', undefined],
    ['owner.name', undefined],
    ['list.0', undefined],
    ['constructor.name', undefined],
    ['__proto__', undefined],
    ['', undefined],
  ])('finds %j', (path, expected) => {
    expect(metaValue(meta, path)).toEqual(expected);
  });

  it.each([undefined, null, 'text', ['x']])('finds nothing in %j', value => {
    expect(metaValue(value, 'length')).toBeUndefined();
  });
});
