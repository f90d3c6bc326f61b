import { isDeprecated } from './isDeprecated';

describe('isDeprecated', () => {
  it.each([
    ['2026-06-15', '2026-06-15'],
    ['2026-06-15 00:00:00', '2026-06-15'],
    ['2026-06-15T00:00:00+00:00', '2026-06-15'],
    ['2026-06-15T23:30:00Z', '2026-06-15'],
    ['2026-06-15T23:30:00.000000-05:00', '2026-06-16'],
    ['2026-06-15T23:30:00-0500', '2026-06-16'],
    ['2026-06-15 01:00:00+09:00', '2026-06-14'],
  ])('takes %s for the UTC day %s', (date, day) => {
    const before = new Date(Date.parse(day) - 1).toISOString().slice(0, 10);
    expect(isDeprecated(date, before)).toBe(false);
    expect(isDeprecated(date, day)).toBe(true);
    expect(isDeprecated(date, '2027-01-01')).toBe(true);
  });

  it.each([undefined, '', 'soon', '2026-13-45', '15.06.2026'])(
    'takes %p for no day',
    date => {
      expect(isDeprecated(date, '9999-12-31')).toBe(false);
    },
  );
});
