import { createRequire } from 'node:module';
import { buildCli } from './lib/buildCli.mjs';
import { installDependencies } from './lib/install.mjs';
import { assertNodeVersion } from './lib/nodeVersion.mjs';
import { sayOnStandardError } from './lib/output.mjs';
import { runScript } from './lib/runScript.mjs';

await runScript(async () => {
  assertNodeVersion();
  sayOnStandardError();
  await installDependencies({ quiet: true });
  const cli = await buildCli();
  process.argv = [process.argv[0], cli, 'preview', ...process.argv.slice(2)];
  createRequire(import.meta.url)(cli);
});
