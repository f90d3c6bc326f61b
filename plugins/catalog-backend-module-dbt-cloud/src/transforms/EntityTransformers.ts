import { DbtCloudEntityTransformer } from './DbtCloudEntityTransformer';
import { DbtCloudEntityProviderTransformsExtensionPoint } from './dbtCloudEntityProviderTransformExtensionPoint';

/**
 * The transformers that other modules have set.
 *
 * @internal
 */
export class EntityTransformers
  implements DbtCloudEntityProviderTransformsExtensionPoint
{
  #transformer:
    | DbtCloudEntityTransformer
    | Record<string, DbtCloudEntityTransformer>
    | undefined;

  setEntityTransformer(
    transformer:
      | DbtCloudEntityTransformer
      | Record<string, DbtCloudEntityTransformer>,
  ): void {
    if (this.#transformer) {
      throw new Error(
        'The entity transformer of the dbt Cloud providers may only be set once',
      );
    }
    this.#transformer = transformer;
  }

  /** The transformer of one provider, if it has one. */
  of(providerId: string): DbtCloudEntityTransformer | undefined {
    const transformer = this.#transformer;
    if (typeof transformer === 'object') {
      return Object.hasOwn(transformer, providerId)
        ? transformer[providerId]
        : undefined;
    }
    return transformer;
  }
}
