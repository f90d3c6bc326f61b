import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * An entity as it stands in a YAML file.
 */
export interface TestEntity {
  apiVersion: string;
  kind: string;
  metadata: { name: string; title?: string } & Record<string, unknown>;
  spec: Record<string, unknown>;
}

/**
 * Puts into the catalog what a test says, as the provider of a warehouse does.
 */
export class TestProvider implements EntityProvider {
  #connection: EntityProviderConnection | undefined;

  getProviderName(): string {
    return 'warehouse';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  async provide(entities: TestEntity[]): Promise<void> {
    const annotations = {
      [ANNOTATION_LOCATION]: 'warehouse:test',
      [ANNOTATION_ORIGIN_LOCATION]: 'warehouse:test',
    };
    await this.#connection!.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity: {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              ...(entity.metadata.annotations as object | undefined),
              ...annotations,
            },
          },
        } as Entity,
        locationKey: 'warehouse',
      })),
    });
  }
}
