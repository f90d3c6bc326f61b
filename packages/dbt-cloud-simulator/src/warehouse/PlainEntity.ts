/**
 * A catalog entity as it stands in a YAML file.
 *
 * @public
 */
export interface PlainEntity {
  apiVersion: string;
  kind: string;
  metadata: { name: string; title?: string; description?: string };
  spec: Record<string, unknown>;
}
