import { runBundled } from '../plugins/dbt-cloud-node/bench/runBundled.mjs';

await runBundled('fuzz.ts');
