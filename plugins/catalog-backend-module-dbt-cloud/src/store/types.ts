import {
  CatalogEntry,
  DbtFreshnessResult,
  DbtNodeDetails,
  DbtRunResult,
  DbtTestDetails,
} from 'backstage-plugin-dbt-cloud-node';
import { AttachmentVerdict } from '../warehouse/types';

/**
 * One environment of one project, as one provider reads it.
 *
 * @internal
 */
export interface EnvironmentKey {
  providerId: string;
  accountId: number;
  projectId: number;
  environmentId: number;
}

/**
 * What is kept of an environment beside its project, as it was when it was read. Who has the lock on
 * the provider can go by it as long as nothing of it is changed: nobody else changes it meanwhile.
 *
 * @internal
 */
export interface StoredEnvironment {
  /** The number that stands for it in the other tables. */
  id: number;
  key: EnvironmentKey;
  projectName: string;
  environmentName: string;
  /** Which runs its state was read from, as the sync wants to find them again. */
  runs: unknown;
  /** Missing before a project was saved. Changes exactly when the project does. */
  projectRevision?: string;
  /** A digest of all that it emits; missing where something else may be in the catalog. */
  emitted?: string;
  /** A digest of what it contributes to tables; missing where something else may be stored. */
  contributed?: string;
  /** ISO date-time in UTC, when any of this last changed. */
  updatedAt: string;
}

/**
 * What became of a node at the last match: its entity and its table.
 *
 * @internal
 */
export interface StoredNode {
  /** Of an entity that a transformer has added and that stands for no node: its ref. */
  uniqueId: string;
  /** Missing where the node is emitted by none or by another project. */
  entityRef?: string;
  /** Of the entity as it was emitted last, by which a change is counted. */
  entityHash?: string;
  /** As the warehouse spells it. */
  relation?: string;
  /** Missing for what never has a table. */
  verdict?: AttachmentVerdict;
  /** The entity of the table that the node is attached to. */
  tableRef?: string;
  /** For a person: which rule matched, or what to do. */
  reason?: string;
}

/**
 * A node that is attached, with the entity of its table.
 *
 * @internal
 */
export interface StoredAttachment {
  uniqueId: string;
  /** As the warehouse spells it. */
  relation?: string;
  tableRef: string;
}

/**
 * Where a result was read.
 *
 * @internal
 */
export interface ResultOrigin {
  runId: number;
  /** When the artifact was written, for results that do not say when they were made. */
  writtenAt: Date;
}

/**
 * What is kept with each result.
 *
 * @internal
 */
export interface StoredOrigin {
  runId: number;
  /** When the result was made, as `Date.toISOString()` writes it. */
  at: string;
}

/**
 * A node's details with the SQL as far as it is kept.
 *
 * @internal
 */
export interface StoredDefinition extends DbtNodeDetails {
  /** Which of the SQL was cut because it is longer than what is kept. */
  cut?: Array<'rawCode' | 'compiledCode'>;
}

/**
 * All that is kept of one node beside its entity.
 *
 * @internal
 */
export interface StoredNodeDetails {
  node: StoredNode;
  definition?: StoredDefinition;
  warehouse?: CatalogEntry;
  /** Sources only: the newest check. */
  freshness?: DbtFreshnessResult & StoredOrigin;
  /** The newest result of the node itself. */
  result?: DbtRunResult & StoredOrigin;
  /** Each test of the node, with its newest result. */
  tests: Array<{ test: DbtTestDetails; result?: DbtRunResult & StoredOrigin }>;
}

/**
 * What an environment contributes to the entity of a table.
 *
 * @internal
 */
export interface StoredContribution {
  tableRef: string;
  /** Whether it comes from what builds the table, and not from what reads it. */
  builds: boolean;
  /** JSON, the same for the same contribution. */
  content: string;
}

/**
 * Entities of tables that the catalog has yet to process since what they are enriched with changed.
 *
 * @internal
 */
export interface DueTables {
  /** They are due for changes up to this one, which all can be seen by now. */
  version: number;
  /** Those that the catalog finds by their refresh keys. */
  keyed: string[];
  /** Those that may never have been processed since this module is there. */
  unkeyed: string[];
}
