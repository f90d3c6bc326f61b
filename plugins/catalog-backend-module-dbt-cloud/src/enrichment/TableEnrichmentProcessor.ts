import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { ContributionMemory } from './ContributionMemory';
import { enrichEntity } from './enrichEntity';
import { tableRefreshKey } from './tableRefreshKey';

/**
 * After the processors of the catalog itself: a description that stands in another file is there by
 * then, and not missing.
 *
 * @see https://backstage.io/docs/features/software-catalog/configuration#processor-options
 */
const PRIORITY = 100;

/**
 * Puts what dbt knows of a table on the entity of the table, whoever's that is. An entity that dbt
 * knows nothing of is handed on as it came.
 *
 * @internal
 */
export class TableEnrichmentProcessor implements CatalogProcessor {
  readonly #memory: ContributionMemory;
  readonly #isTable: (entity: Entity) => boolean;

  /**
   * @param options - `isTable` tells the entities that dbt may come to know something of
   */
  static create(options: {
    memory: ContributionMemory;
    isTable: (entity: Entity) => boolean;
  }): TableEnrichmentProcessor {
    return new TableEnrichmentProcessor(options);
  }

  private constructor(
    options: Parameters<typeof TableEnrichmentProcessor.create>[0],
  ) {
    this.#memory = options.memory;
    this.#isTable = options.isTable;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#CatalogProcessor.getProcessorName} */
  getProcessorName(): string {
    return 'DbtCloudTableEnrichmentProcessor';
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#CatalogProcessor.getPriority} */
  getPriority(): number {
    return PRIORITY;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#CatalogProcessor.preProcessEntity} */
  async preProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!this.#memory.isFresh) {
      await this.#memory.refresh();
    }
    const entityRef = stringifyEntityRef(entity);
    const contribution = this.#memory.find(entityRef);
    if (contribution || this.#isTable(entity)) {
      emit(processingResult.refresh(tableRefreshKey(entityRef)));
      this.#memory.noteAnswered(entityRef);
    }
    return contribution ? enrichEntity(entity, contribution) : entity;
  }
}
