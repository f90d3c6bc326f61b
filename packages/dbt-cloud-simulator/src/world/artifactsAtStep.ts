import { SimulatedArtifact, SimulatedRun } from './DbtCloudWorld';

/**
 * The artifacts of a run as they are after one of its steps, the last one where none is
 * named: all steps share the project's target directory, so each finds what the steps
 * before it left and replaces what it writes itself. That is why a job that generates
 * documentation shows the run results of `dbt docs generate` by default.
 *
 * @see https://docs.getdbt.com/dbt-cloud/api-v2#/operations/Retrieve%20Run%20Artifact
 * @internal
 */
export function artifactsAtStep(
  run: SimulatedRun,
  step: number = Infinity,
): Map<string, SimulatedArtifact> {
  const artifacts = new Map<string, SimulatedArtifact>();
  for (const { index, artifacts: written } of run.run_steps) {
    if (index <= step) {
      for (const [path, artifact] of Object.entries(written)) {
        artifacts.set(path, artifact);
      }
    }
  }
  return artifacts;
}

/** @internal */
export function artifactBytes(artifact: SimulatedArtifact): Buffer {
  const content = typeof artifact === 'function' ? artifact() : artifact;
  if (Buffer.isBuffer(content)) {
    return content;
  }
  return Buffer.from(
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}
