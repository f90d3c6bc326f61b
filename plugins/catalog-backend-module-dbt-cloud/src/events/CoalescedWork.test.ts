import { CoalescedWork } from './CoalescedWork';

describe('CoalescedWork', () => {
  let ends: Array<() => void>;
  let work: CoalescedWork;

  beforeEach(() => {
    ends = [];
    work = CoalescedWork.create(
      () => new Promise<void>(resolve => ends.push(resolve)),
    );
  });

  /** Ends what is under way, and lets begin what comes after it. */
  const end = async (index: number) => {
    ends[index]();
    await new Promise(resolve => setImmediate(resolve));
  };

  it('begins at once', () => {
    work.request();
    expect(ends).toHaveLength(1);
  });

  it('is done once more for all who ask meanwhile, and not at the same time', async () => {
    for (let i = 0; i < 50; i++) {
      work.request();
    }
    expect(ends).toHaveLength(1);
    await end(0);
    expect(ends).toHaveLength(2);
    await end(1);
    expect(ends).toHaveLength(2);
  });

  it('is done again for who asks later', async () => {
    work.request();
    await end(0);
    work.request();
    expect(ends).toHaveLength(2);
  });
});
