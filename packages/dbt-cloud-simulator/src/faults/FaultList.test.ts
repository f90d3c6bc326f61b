import { FaultList } from './FaultList';

describe('FaultList', () => {
  it('spends faults in the order in which they were added', () => {
    const faults = new FaultList();
    faults.add({ path: '/runs/', times: 2, status: 500 });
    faults.add({ path: /artifacts/, status: 404 });

    const path = '/runs/1/artifacts/manifest.json';
    const statuses = [1, 2, 3, 4].map(() => faults.take({ path })?.status);

    expect(statuses).toEqual([500, 500, 404, 404]);
    expect(faults.take({ path: '/jobs/' })).toBeUndefined();
  });

  it('may be meant for one type of content', () => {
    const faults = new FaultList();
    faults.add({ path: '/artifacts/', accept: 'text/html', status: 406 });
    const path = '/runs/1/artifacts/manifest.json';
    expect(faults.take({ path })).toBeUndefined();
    expect(faults.take({ path, accept: '*/*' })).toBeUndefined();
    expect(faults.take({ path, accept: 'text/html' })?.status).toBe(406);
  });
});
