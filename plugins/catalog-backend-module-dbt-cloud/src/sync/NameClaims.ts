import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';

/**
 * Who emits which entity refs in one refresh: projects come in the order of their ids, and the
 * first to claim a name keeps it.
 *
 * @internal
 */
export class NameClaims {
  readonly #claimants = new Map<string, string>();

  /**
   * @throws ConflictError that says which setting to use, where another project has one of the
   *   names. Then none of the entities is claimed.
   */
  claim(claimant: string, entities: Entity[]): Set<string> {
    const refs = new Set(entities.map(entity => stringifyEntityRef(entity)));
    for (const ref of refs) {
      const other = this.#claimants.get(ref);
      if (other !== undefined) {
        throw new ConflictError(
          `its entities would have the same names as those of ${other} (${ref}); leave one of them out with 'projects' or 'environments', or read it through a second provider with a namePrefix or namespace of its own`,
        );
      }
    }
    for (const ref of refs) {
      this.#claimants.set(ref, claimant);
    }
    return refs;
  }
}
