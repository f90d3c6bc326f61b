import { createHash } from 'node:crypto';
import { ProjectDescription, TableDescription } from '../ProjectDescription';
import { termOf } from '../glossary';
import { ManifestNode } from './manifestTypes';
import { Relation } from './relations';

/** 2024-03-04, when the files of the example company were written. */
export const CREATED_AT = 1709550000;

/** @internal */
export function manifestColumns(
  table: TableDescription,
  withTypes: boolean,
): ManifestNode['columns'] {
  return Object.fromEntries(
    table.columns.map(name => [
      name,
      {
        name,
        description: termOf(name).description,
        data_type: withTypes ? termOf(name).type : null,
        constraints: [],
        quote: null,
        tags: [],
        meta: {},
        granularity: null,
      },
    ]),
  );
}

/**
 * What every node of a manifest has, whatever it is.
 *
 * @internal
 */
export function nodeFields(options: {
  project: ProjectDescription;
  type: string;
  uniqueId: string;
  name: string;
  relation: Relation;
  /** Below the root of the project. */
  file: string;
  code: string;
}) {
  const { project, type, uniqueId, name, relation, file, code } = options;
  const path = file.split('/').slice(1).join('/');
  return {
    ...relation,
    name,
    resource_type: type,
    package_name: project.name,
    path,
    original_file_path: file,
    unique_id: uniqueId,
    fqn: [project.name, ...path.replace(/\.\w+$/, '').split('/')],
    checksum: { name: 'sha256', checksum: sha256(code) },
    docs: { show: true, node_color: null },
    build_path: null,
    unrendered_config: {},
    created_at: CREATED_AT,
    raw_code: code,
    doc_blocks: [],
  };
}

/** @internal */
export function nodeConfig(options: {
  materialized: string;
  tags?: string[];
  meta?: Record<string, unknown>;
  group?: string;
}) {
  const { materialized, tags = [], meta = {}, group } = options;
  return {
    enabled: true,
    alias: null,
    schema: null,
    database: null,
    tags,
    meta,
    group: group ?? null,
    materialized,
    persist_docs: {},
    'post-hook': [],
    'pre-hook': [],
    quoting: {},
    column_types: {},
    full_refresh: null,
    on_schema_change: 'ignore',
    grants: {},
    packages: [],
    docs: { show: true, node_color: null },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
