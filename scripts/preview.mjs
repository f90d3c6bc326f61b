import { spawnSync } from 'node:child_process';
import { buildCli } from './lib/buildCli.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { sayOnStandardError } from './lib/output.mjs';
import { runScript } from './lib/runScript.mjs';

await runScript(async signal => {
  assertNodeVersion();
  sayOnStandardError();
  await installDependencies(signal, { quiet: true });
  const cli = await buildCli();
  const { status } = spawnSync(
    process.execPath,
    [cli, 'preview', ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
});
