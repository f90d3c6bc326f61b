import { LoggerService } from '@backstage/backend-plugin-api';
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

  /** Says which transformers are for providers that the config does not have. */
  warnOfUnused(providerIds: string[], logger: LoggerService): void {
    const own =
      typeof this.#transformer === 'object'
        ? Object.keys(this.#transformer)
        : [];
    for (const id of own.filter(key => !providerIds.includes(key))) {
      logger.warn(
        `The entity transformer of the dbt Cloud provider '${id}' is never used: the config has ${providerIds.join(
          ', ',
        )}.`,
      );
    }
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
