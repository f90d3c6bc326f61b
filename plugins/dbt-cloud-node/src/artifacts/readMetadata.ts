import type { DbtQuoting } from '../project/types';
import { EntryReader, isJsonObject } from './EntryReader';

/** What an artifact says of itself. */
export interface ArtifactMetadata {
  /** E.g. `manifest`, from the name of its schema. */
  kind?: string;
  version?: number;
  dbtVersion?: string;
  generatedAt?: string;
  invocationId?: string;
  projectName?: string;
  /** The MD5 of the project's name. */
  projectId?: string;
  adapterType?: string;
  quoting: DbtQuoting;
}

const SCHEMA = /\/dbt\/([a-z_-]+)\/v(\d+)/;

/**
 * Reads the `metadata` of an artifact.
 *
 * @see https://docs.getdbt.com/reference/artifacts/dbt-artifacts#common-metadata
 */
export function readMetadata(value: unknown): ArtifactMetadata {
  const metadata = EntryReader.create(isJsonObject(value) ? value : {});
  const schema = SCHEMA.exec(metadata.text('dbt_schema_version') ?? '');
  const quoting = metadata.within('quoting');
  return {
    kind: schema?.[1],
    version: schema ? Number(schema[2]) : undefined,
    dbtVersion: metadata.text('dbt_version'),
    generatedAt: metadata.text('generated_at'),
    invocationId: metadata.text('invocation_id'),
    projectName: metadata.text('project_name'),
    projectId: metadata.text('project_id'),
    adapterType: metadata.text('adapter_type')?.toLowerCase(),
    quoting: readQuoting(quoting),
  };
}

/** Reads which parts of a relation dbt quotes. */
export function readQuoting(quoting: EntryReader): DbtQuoting {
  const result: DbtQuoting = {};
  for (const tier of ['database', 'schema', 'identifier'] as const) {
    const quoted = quoting.boolean(tier);
    if (quoted !== undefined) {
      result[tier] = quoted;
    }
  }
  return result;
}
