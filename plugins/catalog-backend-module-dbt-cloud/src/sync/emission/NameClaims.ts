import { ConflictError } from '@backstage/errors';

/**
 * Who has which entity refs: projects come in the order of their ids, and the first to claim a name
 * keeps it, also while it cannot be read.
 *
 * @internal
 */
export class NameClaims {
  readonly #claimants = new Map<string, string>();

  /**
   * @throws ConflictError that says which setting to use, where another project has one of the
   *   names. Then none of the refs is claimed.
   */
  claim(claimant: string, refs: ReadonlySet<string>): void {
    this.assertFree(claimant, refs);
    this.keep(claimant, refs);
  }

  /** @throws ConflictError like {@link NameClaims.claim}, which claims nothing. */
  assertFree(claimant: string, refs: ReadonlySet<string>): void {
    for (const ref of refs) {
      const other = this.#claimants.get(ref);
      if (other !== undefined && other !== claimant) {
        throw new ConflictError(
          `its entities would have the same names as those of ${other} (${ref}); leave one of them out with 'projects' or 'environments', or read it through a second provider with a namePrefix or namespace of its own`,
        );
      }
    }
  }

  /** Keeps the names of a project that is not read now. A name that is taken stays where it is. */
  keep(claimant: string, refs: ReadonlySet<string>): void {
    for (const ref of refs) {
      if (!this.#claimants.has(ref)) {
        this.#claimants.set(ref, claimant);
      }
    }
  }
}
