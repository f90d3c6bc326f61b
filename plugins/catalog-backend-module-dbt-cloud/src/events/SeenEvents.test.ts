import { SeenEvents } from './SeenEvents';

describe('SeenEvents', () => {
  it('knows what it has seen', () => {
    const seen = new SeenEvents();
    expect([seen.add('a'), seen.add('b'), seen.add('a')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('forgets the oldest, not to grow for ever', () => {
    const seen = new SeenEvents();
    for (let i = 0; i <= 1000; i++) {
      seen.add(String(i));
    }
    expect([seen.add('1'), seen.add('0')]).toEqual([false, true]);
  });
});
