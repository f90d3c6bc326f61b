import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  exampleOrganisation,
  exampleWarehouseEntities,
} from 'dbt-cloud-simulator';
import { parseAllDocuments } from 'yaml';

function readExample(name: string) {
  const file = resolve(__dirname, '../../../examples', name);
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document =>
    document.toJSON(),
  );
}

describe('examples', () => {
  // Where this fails, node scripts/writeExamples.mjs writes them anew.
  it('has the tables of the example company', () => {
    expect(readExample('warehouse.yaml')).toEqual(
      JSON.parse(JSON.stringify(exampleWarehouseEntities())),
    );
  });

  it('has the teams of the example company', () => {
    expect(readExample('organisation.yaml')).toEqual(
      JSON.parse(JSON.stringify(exampleOrganisation())),
    );
  });
});
