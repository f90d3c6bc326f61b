import { CustomErrorBase } from '@backstage/errors';

/**
 * An artifact that is not what it should be: which one, what is wrong with it, and where.
 *
 * It carries no cause: what `JSON.parse` and the like say may quote the artifact.
 *
 * @public
 */
export class ArtifactError extends CustomErrorBase {
  name = 'ArtifactError' as const;

  /** The artifact's name. */
  readonly artifact: string;
  /** Where it went wrong, in bytes from the start of the unpacked artifact. */
  readonly offset?: number;

  constructor(artifact: string, reason: string, offset?: number) {
    const where = offset === undefined ? '' : ` (at byte ${offset})`;
    super(`${artifact}${where}: ${reason}`);
    this.artifact = artifact;
    this.offset = offset;
  }
}
