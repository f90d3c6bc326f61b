import { runCli } from './lib/runCli.mjs';

await runCli('health');
