import { ArtifactError } from 'backstage-plugin-dbt-cloud-node';

/** A body that breaks off on the way looks broken, too: the next syncs may find it whole. */
const SYNCS_TO_TRY = 3;

/**
 * The artifacts that could not be read, so that no sync after the next few fetches them again. This is
 * kept in memory: a restart is one more try.
 *
 * @internal
 */
export class BrokenArtifacts {
  readonly #found = new Map<string, { times: number; reason: string }>();

  /**
   * Notes that an artifact could not be read.
   *
   * @returns whether it is given up with that
   */
  add({ artifact, message }: ArtifactError): boolean {
    const { times, reason } = this.#found.get(artifact) ?? {
      times: 0,
      reason: message,
    };
    this.#found.set(artifact, { times: times + 1, reason });
    return times + 1 >= SYNCS_TO_TRY;
  }

  /** @throws ArtifactError where an artifact is given up */
  assertReadable(artifact: string): void {
    const found = this.#found.get(artifact);
    if (found && found.times >= SYNCS_TO_TRY) {
      throw new ArtifactError(
        artifact,
        `${SYNCS_TO_TRY} syncs could not read it, so that it is not fetched again; let its job run again. ${found.reason}`,
      );
    }
  }
}
