import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { enrichEntity } from '../src/enrichment/enrichEntity';
import { tableRefreshKey } from '../src/enrichment/tableRefreshKey';
import { contributionOfTable } from './enrichedTables';

/** Puts on tables what the processor would, but looks nothing up for that. */
export class StandIn implements CatalogProcessor {
  /** Nothing is put on them without it. */
  description: string | undefined;

  getProcessorName(): string {
    return 'StandIn';
  }

  async preProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    emit(processingResult.refresh(tableRefreshKey(stringifyEntityRef(entity))));
    const table = Number(entity.metadata.name.split('_').pop());
    return this.description === undefined
      ? entity
      : enrichEntity(entity, contributionOfTable(table, this.description));
  }
}
