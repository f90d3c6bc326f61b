import { chunksOf } from './chunks';
import { readManifest } from '../readManifest';

/** Reads a manifest that arrives in small chunks. */
export function readInChunks(manifest: object | string | Buffer) {
  const content =
    typeof manifest === 'string' || Buffer.isBuffer(manifest)
      ? manifest
      : JSON.stringify(manifest);
  return readManifest(chunksOf(content, 50), { name: 'manifest.json' });
}

/** A model as dbt writes it, with other fields where it matters. */
export function modelEntry(fields: object = {}) {
  return {
    resource_type: 'model',
    name: 'orders',
    package_name: 'shop',
    path: 'marts/orders.sql',
    original_file_path: 'models\\marts\\orders.sql',
    relation_name: '"db"."marts"."orders"',
    config: { materialized: 'table', tags: ['b', 'a'], meta: { tier: 1 } },
    depends_on: {
      nodes: ['model.shop.z', 'source.shop.raw.a', 'model.shop.z'],
    },
    tags: ['a'],
    description: 'Orders',
    raw_code: 'select 1',
    ...fields,
  };
}
