import { CliResult } from './Cli';

/** Exit code 1, nothing on standard output, and one line on standard error that names the culprit. */
export function expectFailure(result: CliResult, culprit: string) {
  expect(result).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/^[^\n]+\n$/),
  });
  expect(result.stderr).toContain(culprit);
}
