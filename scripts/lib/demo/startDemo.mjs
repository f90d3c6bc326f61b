import { randomUUID } from 'node:crypto';
import { say, step } from '../output.mjs';
import { UserError } from '../UserError.mjs';
import { attachModels } from './attachModels.mjs';
import { openArtifacts, openExampleWarehouse } from './openWarehouse.mjs';
import { requireTypeScript } from './requireTypeScript.mjs';
import { startBackstage } from './startBackstage.mjs';

/**
 * Starts a dbt Cloud and a Backstage on loopback, and waits until the dbt
 * models are attached to the tables of the warehouse.
 *
 * @param {{
 *   artifacts?: string,
 *   port: number,
 *   simulatorPort: number,
 *   signal: AbortSignal,
 * }} options
 * @returns {Promise<{
 *   url: string,
 *   backend: import('./LoggedProcess.mjs').LoggedProcess,
 *   stop: () => Promise<void>,
 * }>}
 */
export async function startDemo(options) {
  const { artifacts, port, simulatorPort, signal } = options;
  const { DbtCloudSimulator } = requireTypeScript('dbt-cloud-simulator');
  const warehouse = artifacts
    ? await openArtifacts(artifacts)
    : openExampleWarehouse();

  const simulator = await DbtCloudSimulator.start({
    world: warehouse.world,
    port: simulatorPort,
    token: randomUUID(),
  });
  say(`- A simulated dbt Cloud listens on ${simulator.url}`);
  let backend;
  const stop = async () => {
    await backend?.stop();
    await simulator.close();
  };

  try {
    const backstage = await step('Starting Backstage', () =>
      startBackstage({
        port,
        configFiles: ['app-config.yaml', 'app-config.demo.yaml'],
        environment: {
          DBT_CLOUD_ACCESS_URL: simulator.url,
          DBT_CLOUD_TOKEN: simulator.token,
          DEMO_WAREHOUSE_FILE: warehouse.warehouseFile,
        },
        signal,
      }),
    );
    backend = backstage.backend;
    say(`  Its log is ${backend.logName}`);
    const { models, tables } = await step(
      describeWait(warehouse.tables.length),
      () =>
        backend.whileRunning(
          attachModels(backstage.url, warehouse.tables, signal),
        ),
    );
    if (models === 0) {
      throw new UserError(
        `No dbt model came into the catalog: ${backend.logName} says why.`,
      );
    }
    say(`  ${models} dbt models, ${tables} tables attached`);
    return { url: backstage.url, backend, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function describeWait(tableCount) {
  return tableCount === 0
    ? 'Waiting for the dbt models; without a catalog.json there are no tables'
    : `Waiting for ${tableCount} tables, and for dbt to attach to them`;
}
