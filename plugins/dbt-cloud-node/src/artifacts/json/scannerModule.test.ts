import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

describe('SCANNER_MODULE', () => {
  it('is what the assembly folder compiles to', async () => {
    const script = resolve(__dirname, '../../../scripts/buildScanner.mjs');
    const { stderr } = await promisify(execFile)(process.execPath, [
      script,
      '--check',
    ]);
    expect(stderr).toBe('');
  }, 60_000);
});
