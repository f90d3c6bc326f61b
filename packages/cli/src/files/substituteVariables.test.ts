import { substituteVariables } from './substituteVariables';

describe('substituteVariables', () => {
  const environment = process.env;

  beforeEach(() => {
    process.env = { TOKEN: 'dbtc_1', EMPTY: '' };
  });
  afterEach(() => {
    process.env = environment;
  });

  it.each([
    ['${TOKEN}', 'dbtc_1'],
    ['a ${TOKEN} b ${ TOKEN }', 'a dbtc_1 b dbtc_1'],
    ['${OTHER}', undefined],
    ['a ${OTHER}', undefined],
    ['${EMPTY}', undefined],
    ['${OTHER:-https://x}', 'https://x'],
    ['${TOKEN:-x}', 'dbtc_1'],
    ['$${TOKEN}', '${TOKEN}'],
    ['$TOKEN', '$TOKEN'],
    [12, 12],
    [true, true],
    [null, null],
    [
      { include: ['${TOKEN}', '${OTHER}', null, 7], exclude: '${OTHER}' },
      { include: ['dbtc_1', null, 7] },
    ],
  ])('makes %j %j', (value, expected) => {
    expect(substituteVariables(value, () => {})).toEqual(expected);
  });

  it('tells of each variable that is not set', () => {
    const missing: string[] = [];
    substituteVariables(
      { a: '${OTHER}/${TOKEN}', b: ['${ EMPTY }', '${OTHER:-x}'] },
      name => missing.push(name),
    );
    expect(missing).toEqual(['OTHER', 'EMPTY']);
  });
});
