import type { DbtNodeDetails, DbtTestDetails } from '../project/details';
import type { DbtProblem, DbtProject } from '../project/types';
import type { ArtifactSource, ReadOptions } from './ArtifactSource';
import { splitJson } from './json/splitJson';
import { ManifestBuilder } from './manifest/ManifestBuilder';
import type { ManifestEntry } from './manifest/ManifestSection';
import { manifestPlan } from './manifest/manifestPlan';
import {
  readNodeDetails,
  readTestDetails,
  readUnitTestDetails,
} from './manifest/readDetails';

/**
 * What to read of a manifest.
 *
 * @public
 */
export interface ManifestReadOptions extends ReadOptions {
  /**
   * Receives what the project does not keep, node by node and in the order of the file. The
   * reading waits for a promise that it returns. A node may come twice where the file has it
   * twice: the last one counts.
   */
  onDetails?: (
    details: DbtNodeDetails | DbtTestDetails,
  ) => void | Promise<void>;
}

/**
 * A project, and what is wrong with the manifest it was read from.
 *
 * @public
 */
export interface ManifestReadResult {
  project: DbtProject;
  problems: DbtProblem[];
}

/**
 * Reads a project from its manifest, of any size and any schema version.
 *
 * Fields that are missing or unknown are no problem; an entry of the wrong shape is left out and
 * reported.
 *
 * @see https://docs.getdbt.com/reference/artifacts/manifest-json
 * @throws ArtifactError where the artifact is no manifest, or is broken or cut off
 * @public
 */
export async function readManifest(
  source: ArtifactSource,
  options: ManifestReadOptions,
): Promise<ManifestReadResult> {
  const { name, onDetails } = options;
  const builder = ManifestBuilder.create(name);
  const plan = manifestPlan(onDetails !== undefined);
  for await (const parts of splitJson(source, plan, options)) {
    for (const part of parts) {
      const entry = builder.add(part);
      const pending = entry && onDetails?.(readDetails(entry));
      if (pending) {
        await pending;
      }
    }
  }
  return builder.finish();
}

function readDetails({ kind, uniqueId, fields }: ManifestEntry) {
  switch (kind) {
    case 'node':
      return readNodeDetails(uniqueId, fields);
    case 'test':
      return readTestDetails(uniqueId, fields);
    default:
      return readUnitTestDetails(uniqueId, fields);
  }
}
