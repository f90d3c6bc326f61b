import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cacheDirectory, rootDirectory } from '../paths.mjs';
import { UserError } from '../UserError.mjs';
import { requireTypeScript } from './requireTypeScript.mjs';
import { readEntities, writeEntities } from './entityFile.mjs';

/**
 * What the demo shows: a dbt Cloud to serve, and the tables of its warehouse,
 * which the catalog reads from a file.
 *
 * @typedef {{ world: any, tables: any[], warehouseFile: string }} Warehouse
 */

/**
 * The example company. Its tables are checked in, to be read by people too.
 *
 * @returns {Warehouse}
 */
export function openExampleWarehouse() {
  const { exampleCompany } = requireTypeScript('dbt-cloud-simulator');
  const warehouseFile = join(rootDirectory, 'examples/warehouse.yaml');
  return {
    world: exampleCompany(),
    tables: readEntities(warehouseFile),
    warehouseFile,
  };
}

/**
 * Refuses a directory without artifacts, before anything is started.
 *
 * @param {string} directory
 */
export function assertArtifacts(directory) {
  if (!findArtifact(directory, 'manifest.json')) {
    throw new UserError(
      `${directory} has no manifest.json (or manifest.json.gz): name a directory with the artifacts of a dbt run, usually the target directory of a project.`,
    );
  }
}

/**
 * The artifacts of a real project. Its tables are invented from `catalog.json`;
 * without one there are none.
 *
 * @param {string} directory
 * @returns {Promise<Warehouse>}
 */
export async function openArtifacts(directory) {
  const { worldFromArtifacts, warehouseEntitiesFromCatalog } =
    requireTypeScript('dbt-cloud-simulator');
  const catalogFile = findArtifact(directory, 'catalog.json');
  const tables = catalogFile
    ? warehouseEntitiesFromCatalog(readJson(catalogFile))
    : [];
  const warehouseFile = join(cacheDirectory, 'warehouse.yaml');
  writeEntities(warehouseFile, tables);
  return {
    world: await worldFromArtifacts(resolve(directory)),
    tables,
    warehouseFile,
  };
}

function findArtifact(directory, name) {
  return [name, `${name}.gz`]
    .map(candidate => join(directory, candidate))
    .find(existsSync);
}

function readJson(file) {
  const bytes = readFileSync(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${error.message}`);
  }
}
