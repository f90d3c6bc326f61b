import { EntityLink } from '@backstage/catalog-model';
import { DbtNode, nodeUrl } from 'backstage-plugin-dbt-cloud-node';
import { nodeTitle } from './entityMetadata';
import { parseLink } from './mappings/parseLink';
import { ProjectOrigin } from './origin';

const EXPOSURES: Record<string, Pick<EntityLink, 'title' | 'icon'>> = {
  dashboard: { title: 'Dashboard', icon: 'dashboard' },
  notebook: { title: 'Notebook', icon: 'docs' },
  analysis: { title: 'Analysis', icon: 'docs' },
  ml: { title: 'Machine learning' },
  application: { title: 'Application' },
};

/**
 * Where a reader of a node's entity may want to go: to what an exposure is, to dbt's own catalog, and
 * from an old version of a model to the latest. The file in the repository is no link: the catalog's
 * own page leads there by the source location.
 *
 * @internal
 */
export function nodeLinks(
  node: DbtNode,
  latestVersion: DbtNode | undefined,
  { dbtCloud }: ProjectOrigin,
): EntityLink[] {
  const links: EntityLink[] = [];
  const exposed =
    node.url &&
    parseLink(
      node.url.trim(),
      EXPOSURES[node.exposureType ?? ''] ?? { title: nodeTitle(node) },
    );
  if (exposed) {
    links.push(exposed);
  }
  if (dbtCloud) {
    const url = nodeUrl(dbtCloud, node.uniqueId);
    links.push({ url, title: 'dbt Catalog', icon: 'catalog' });
  }
  if (dbtCloud && latestVersion) {
    links.push({
      url: nodeUrl(dbtCloud, latestVersion.uniqueId),
      title: `Latest version: ${nodeTitle(latestVersion)}`,
    });
  }
  return links;
}
