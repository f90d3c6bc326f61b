import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';

/**
 * What a preview is made with.
 *
 * @public
 */
export interface PreviewOptions {
  /** The fields of one provider. */
  config: Config;
  /** Where the config stands, for messages. */
  configPath: string;
  /** The entities already in the catalog: tables, Users and Groups. */
  entities: Entity[];
  now: Date;
}
