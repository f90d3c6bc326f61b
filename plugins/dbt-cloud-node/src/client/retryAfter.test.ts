import { parseRetryAfter } from './retryAfter';

describe('parseRetryAfter', () => {
  const now = new Date('2026-01-01T00:00:00Z');

  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %p', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
