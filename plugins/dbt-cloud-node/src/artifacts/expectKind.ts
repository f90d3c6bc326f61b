import { ArtifactError } from './ArtifactError';
import type { ArtifactMetadata } from './readMetadata';

/** Refuses an artifact whose metadata says that it is one of another kind. */
export function expectKind(
  artifact: string,
  metadata: ArtifactMetadata,
  kind: string,
): void {
  if (metadata.kind && metadata.kind !== kind) {
    throw new ArtifactError(
      artifact,
      `expected a ${kind} artifact of dbt, but this is a ${metadata.kind} one`,
    );
  }
}
