/**
 * A backend with the catalog and this module, as it is deployed: `BackendProcess` runs it. It lives
 * until its standard input closes, which it also does when the tests are killed. With `--webhooks` it
 * takes webhooks, too.
 */
import { createBackend } from '@backstage/backend-defaults';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import eventsPlugin from '@backstage/plugin-events-backend';
import eventsModuleDbtCloud from 'backstage-plugin-events-backend-module-dbt-cloud';
import dbtCloudModule from '../../index';

process.stdin.resume();
process.stdin.once('end', () => process.exit());

const backend = createBackend();
backend.add(catalogPlugin);
backend.add(dbtCloudModule);
if (process.argv.includes('--webhooks')) {
  backend.add(eventsPlugin);
  backend.add(eventsModuleDbtCloud);
}
backend.start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
