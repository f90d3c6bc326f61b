/**
 * What a refresh would emit, without a Backstage.
 *
 * @packageDocumentation
 */

import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { readEntityConfig } from './config/readEntityConfig';
import { readScopeConfig } from './config/readScopeConfig';
import { OwnerDirectory } from './entities/OwnerDirectory';
import { planProject, ProjectPlan } from './sync/planProject';
import { tableOfEntity } from './warehouse/tableEntity';
import { TableIndex } from './warehouse/TableIndex';

export type { ProjectPlan } from './sync/planProject';
export type { Attachment, AttachmentVerdict } from './warehouse/types';

/**
 * What {@link previewProjects} previews with.
 *
 * @public
 */
export interface PreviewOptions {
  /** The fields of one provider; those of the connection may be missing. */
  config: Config;
  /** Where the config stands, for messages. */
  configPath: string;
  /** The entities already in the catalog: tables, Users and Groups. */
  entities: Entity[];
  now: Date;
}

/**
 * Prepares a preview: the returned function says what a refresh of a project would emit.
 *
 * @throws InputError that names the offending key of the config.
 * @public
 */
export function previewProjects(
  options: PreviewOptions,
): (project: DbtProject) => Promise<ProjectPlan> {
  const { config, configPath, entities, now } = options;
  readScopeConfig(config, configPath);
  const entityConfig = readEntityConfig(config, configPath);
  const tables = TableIndex.fromTables(
    entities.map(tableOfEntity).filter(table => table !== undefined),
  );
  const owners = OwnerDirectory.fromEntities(entities);
  return project =>
    planProject(project, tables, {
      ...entityConfig,
      owners,
      origin: { lifecycle: 'production' },
      today: now.toISOString().slice(0, 10),
    });
}
