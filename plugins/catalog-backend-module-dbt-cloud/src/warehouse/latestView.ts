import { DbtNode, DbtRelation } from 'backstage-plugin-dbt-cloud-node';

/**
 * Where people put a view that shows the latest version of a model, under the model's own name: next
 * to `dim_customers_v1` and `dim_customers_v2`. dbt knows nothing of it, since a macro makes it.
 *
 * @see https://docs.getdbt.com/docs/mesh/govern/model-versions
 * @returns undefined for all but the latest version of a model
 * @internal
 */
export function latestView(node: DbtNode): DbtRelation | undefined {
  const { name, relation, version, latestVersion } = node;
  if (version === undefined || version !== latestVersion || !relation) {
    return undefined;
  }
  return {
    ...relation,
    identifier: { name, quoted: relation.identifier.quoted },
  };
}
