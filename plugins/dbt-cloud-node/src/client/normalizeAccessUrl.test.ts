import { normalizeAccessUrl } from './normalizeAccessUrl';

describe('normalizeAccessUrl', () => {
  it.each([
    'https://ab123.us1.dbt.com',
    'https://ab123.us1.dbt.com/',
    ' https://AB123.us1.dbt.com/api \n',
    'ab123.us1.dbt.com',
    'ab123.us1.dbt.com/api/v2/accounts/1/',
    'https://ab123.us1.dbt.com/deploy/1/projects/2/jobs/3?x=1#top',
    'https://someone:secret@ab123.us1.dbt.com',
    'https://ab123.us1.dbt.com:443/api/v3',
  ])('brings %p down to its origin', input => {
    expect(normalizeAccessUrl(input)).toBe('https://ab123.us1.dbt.com');
  });

  it.each([
    ['http://127.0.0.1:7080/', 'http://127.0.0.1:7080'],
    ['localhost:7080', 'https://localhost:7080'],
  ])('keeps scheme and port of %s', (input, expected) => {
    expect(normalizeAccessUrl(input)).toBe(expected);
  });

  it.each(['', '  ', 'ftp://ab123.us1.dbt.com', 'https://', 'a b'])(
    'refuses %p',
    input => {
      expect(() => normalizeAccessUrl(input)).toThrow(
        /is not a web address.*looks like https:\/\/ab123/,
      );
    },
  );

  it('does not repeat what may hold a password', () => {
    expect(() => normalizeAccessUrl('https://me:hunter2@a b')).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});
