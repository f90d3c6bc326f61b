import { runBundled } from './lib/runBundled.mjs';

await runBundled('plugins/dbt-cloud-node/bench/bench.ts');
