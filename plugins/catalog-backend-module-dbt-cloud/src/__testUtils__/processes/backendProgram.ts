/**
 * A backend with the catalog and this module, as it is deployed: `BackendProcess` runs it. It lives
 * until its standard input closes, which it also does when the tests are killed.
 */
import { createBackend } from '@backstage/backend-defaults';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import dbtCloudModule from '../../index';

process.stdin.resume();
process.stdin.once('end', () => process.exit());

const backend = createBackend();
backend.add(catalogPlugin);
backend.add(dbtCloudModule);
backend.start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
