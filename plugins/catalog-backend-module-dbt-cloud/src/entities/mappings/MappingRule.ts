import { NodeCondition } from '../NodeCondition';
import { NodeField } from '../nodeFields';
import { TextTemplate } from './TextTemplate';
import { TextTransform } from './TextTransform';

/**
 * Where a rule finds its texts: in `meta`, in a field of the node, or nowhere but in its own `value`.
 *
 * @internal
 */
export type MappingSource =
  | { from: 'meta'; path: string }
  | { from: 'field'; field: NodeField }
  | { from: 'value' };

/**
 * What of an entity a rule sets.
 *
 * @internal
 */
export type MappingTarget =
  | { to: 'tags' }
  | { to: 'links'; title?: TextTemplate; icon?: string }
  | { to: 'labels' | 'annotations'; key: string }
  | { to: 'lifecycle' | 'system' | 'domain' | 'owner' };

/**
 * What to make of something that dbt says.
 *
 * @internal
 */
export interface MappingRule extends TextTransform {
  /** Where the config has it, for messages. */
  path: string;
  /** One of them must be true of a node; without any, the rule is for all nodes. */
  when: NodeCondition[];
  source: MappingSource;
  target: MappingTarget;
}
