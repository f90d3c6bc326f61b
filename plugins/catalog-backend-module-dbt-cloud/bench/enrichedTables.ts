import { TableContribution } from '../src/enrichment/types';
import { StoredContribution } from '../src/store';

export const ENVIRONMENT = {
  providerId: 'main',
  accountId: 1,
  projectId: 2,
  environmentId: 3,
};

export function tableName(table: number): string {
  return `db.shop.table_${table}`;
}

export function tableRef(table: number): string {
  return `resource:default/${tableName(table)}`;
}

/** As much as dbt has to say of a table on average. */
export function contributionOfTable(
  table: number,
  description: string,
): TableContribution {
  const uniqueId = `model.shop.table_${table}`;
  const when = 'ifMissing';
  return {
    description: {
      when,
      value: `${description}: ${'One row for each of them. '.repeat(8)}`,
    },
    links: {
      when,
      value: [
        {
          url: `https://ab123.us1.dbt.com/explore/1/projects/2/environments/production/details/${uniqueId}`,
          title: `table_${table} in dbt`,
        },
        {
          url: `https://git.example.com/shop/tree/main/models/table_${table}.sql`,
          title: `models/table_${table}.sql`,
        },
      ],
    },
    tags: { when, value: ['daily', 'finance'] },
    labels: {
      when,
      value: {
        'getdbt.com/project': 'shop',
        'getdbt.com/materialized': 'table',
        'getdbt.com/access': 'protected',
      },
    },
    annotations: {
      when,
      value: {
        'getdbt.com/unique-id': uniqueId,
        'getdbt.com/account-id': '1',
        'getdbt.com/project-id': '2',
        'getdbt.com/environment-id': '3',
        'getdbt.com/relation': `DB.SHOP.TABLE_${table}`,
      },
    },
  };
}

export function storedContributions(
  tables: number,
  description: string,
): StoredContribution[] {
  return Array.from({ length: tables }, (_, table) => ({
    tableRef: tableRef(table),
    builds: true,
    content: JSON.stringify(contributionOfTable(table, description)),
  }));
}
