import { isRecord } from './isRecord';

/**
 * What stands in `meta` at a dotted path, e.g. `backstage.owner`. A key may have dots of its own: the
 * longest key that is there counts.
 *
 * @see https://docs.getdbt.com/reference/resource-configs/meta
 * @internal
 */
export function metaValue(meta: unknown, path: string): unknown {
  if (!isRecord(meta)) {
    return undefined;
  }
  if (Object.hasOwn(meta, path)) {
    return meta[path];
  }
  for (
    let dot = path.lastIndexOf('.');
    dot > 0;
    dot = path.lastIndexOf('.', dot - 1)
  ) {
    const key = path.slice(0, dot);
    if (Object.hasOwn(meta, key)) {
      return metaValue(meta[key], path.slice(dot + 1));
    }
  }
  return undefined;
}
