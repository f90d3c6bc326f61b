import { PlainEntity } from '../warehouse/PlainEntity';
import { tableEntity } from '../warehouse/tableEntity';
import { warehouseEntitiesFromCatalog } from '../warehouse/warehouseEntitiesFromCatalog';
import { exampleArtifacts } from './exampleArtifacts';

const OWNER = 'group:default/data-platform';

/** Tables that nobody at the company builds with dbt. */
const WITHOUT_DBT = [
  'RAW.FINANCE.LEDGER_ENTRIES',
  'SANDBOX.ANALYSTS.DEPOT_SURVEY_2024',
];

/**
 * The tables and views of the example company's warehouse, as the provider of a data
 * warehouse would have put them into the catalog: it knows nothing of dbt.
 *
 * @public
 */
export function exampleWarehouseEntities(): PlainEntity[] {
  const now = new Date(0);
  return [
    ...(['parcel_network', 'commercial_analytics'] as const).flatMap(project =>
      warehouseEntitiesFromCatalog(
        exampleArtifacts({ project, now })['catalog.json'],
        { owner: OWNER },
      ),
    ),
    ...WITHOUT_DBT.map(title =>
      tableEntity({ title, type: 'table', owner: OWNER }),
    ),
  ];
}
