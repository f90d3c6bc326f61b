import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const TABLE = readFileSync(resolve(__dirname, 'traps.md'), 'utf8');
const ROW = /^\| (.+?) +\| `(.+?)` +\| `(.+?)` +\|$/gm;

const traps = [...TABLE.matchAll(ROW)].map(([, trap, file, test]) => ({
  trap,
  file,
  test: test.replace(/\\\|/g, '|'),
}));

describe('each trap of dbt Cloud has a test', () => {
  it.each(traps)('$trap', ({ file, test }) => {
    const text = readFileSync(resolve(__dirname, file), 'utf8');
    expect(text.replace(/\s+/g, ' ')).toContain(test);
  });

  it('and each row of the table is one', () => {
    const rows = TABLE.split('\n').filter(line =>
      /^\|(?! *(-|Trap))/.test(line),
    );
    expect(traps).toHaveLength(rows.length);
    expect(traps.length).toBeGreaterThan(70);
  });
});
