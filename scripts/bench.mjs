import { runBundled } from './lib/runBundled.mjs';
import { runTypeScript } from './lib/runTypeScript.mjs';

const SECTIONS = {
  artifacts: args => runBundled('plugins/dbt-cloud-node/bench/bench.ts', args),
  sync: args =>
    runTypeScript(
      'plugins/catalog-backend-module-dbt-cloud/bench/sync.ts',
      args,
    ),
  enrichment: args =>
    runTypeScript(
      'plugins/catalog-backend-module-dbt-cloud/bench/enrichment.ts',
      args,
    ),
  warehouse: args =>
    runBundled(
      'plugins/catalog-backend-module-dbt-cloud/bench/warehouse.ts',
      args,
    ),
};

const [first, ...rest] = process.argv.slice(2);
if (first in SECTIONS) {
  await SECTIONS[first](rest);
} else {
  for (const run of Object.values(SECTIONS)) {
    await run(process.argv.slice(2));
  }
}
