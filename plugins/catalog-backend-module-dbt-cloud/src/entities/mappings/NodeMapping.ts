import { EntityLink } from '@backstage/catalog-model';

/**
 * What the rules and `meta.backstage` make of a node.
 *
 * @internal
 */
export interface NodeMapping {
  /** Names of owners, each with its alternatives, the best first. */
  owners: string[][];
  /** dbt's own among them, in Backstage's alphabet. */
  tags: Set<string>;
  /** By their addresses. */
  links: Map<string, EntityLink>;
  labels: Map<string, string>;
  annotations: Map<string, string>;
  lifecycle?: string;
  /** A full entity ref. */
  system?: string;
  /** A full entity ref. */
  domain?: string;
}
