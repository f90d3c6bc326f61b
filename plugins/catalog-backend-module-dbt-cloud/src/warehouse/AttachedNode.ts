import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { Attachment } from './types';

/**
 * A node with what became of it.
 *
 * @internal
 */
export interface AttachedNode {
  node: DbtNode;
  attachment: Attachment;
}
