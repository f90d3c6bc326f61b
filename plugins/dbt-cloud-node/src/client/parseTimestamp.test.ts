import { parseTimestamp } from './parseTimestamp';

describe('parseTimestamp', () => {
  it.each([
    ['2021-11-01 22:47:48.501943+00:00', '2021-11-01T22:47:48.501Z'],
    ['2021-11-01T22:47:48.501943Z', '2021-11-01T22:47:48.501Z'],
    ['2021-11-01T22:47:48+00:00', '2021-11-01T22:47:48.000Z'],
    ['2021-11-01T22:47:48+0230', '2021-11-01T20:17:48.000Z'],
    ['2021-11-01 22:47:48', '2021-11-01T22:47:48.000Z'],
    ['2021-11-01 22:47:48.5', '2021-11-01T22:47:48.500Z'],
  ])('reads %s', (text, expected) => {
    expect(parseTimestamp(text)?.toISOString()).toBe(expected);
  });

  it.each([undefined, '', 'None', '2021-11-01', '2021-13-45 22:47:48Z'])(
    'finds no time in %s',
    text => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );
});
