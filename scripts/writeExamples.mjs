import { join } from 'node:path';
import { requireTypeScript } from './lib/demo/requireTypeScript.mjs';
import { writeEntities } from './lib/demo/entityFile.mjs';
import { rootDirectory } from './lib/paths.mjs';
import { runScript } from './lib/runScript.mjs';

await runScript(async () => {
  const { exampleOrganisation, exampleWarehouseEntities } = requireTypeScript(
    'dbt-cloud-simulator',
  );
  writeEntities(
    join(rootDirectory, 'examples/warehouse.yaml'),
    exampleWarehouseEntities(),
    'The tables of the example warehouse (node scripts/writeExamples.mjs)',
  );
  writeEntities(
    join(rootDirectory, 'examples/organisation.yaml'),
    exampleOrganisation(),
    'Who owns what in the example company (node scripts/writeExamples.mjs)',
  );
});
