import type {
  DbtGroup,
  DbtNode,
  DbtProblem,
  DbtResourceType,
} from '../../project/types';
import { EntryReader, isJsonObject } from '../EntryReader';
import { type ConfiguredRelation, readNode, readOwner } from './readNode';
import { readTestedNodes, readUnitTestedNodes } from './readTest';
import { TestedNodes } from './TestedNodes';
import type { TextPool } from './TextPool';

/** What an entry of a manifest turned out to be. */
export interface ManifestEntry {
  kind: 'node' | 'test' | 'unit-test';
  uniqueId: string;
  fields: EntryReader;
}

const RESOURCE_TYPES = new Map<string, DbtResourceType>([
  ['sources', 'source'],
  ['exposures', 'exposure'],
  ['metrics', 'metric'],
  ['semantic_models', 'semantic_model'],
  ['saved_queries', 'saved_query'],
]);

const TYPES_IN_NODES = new Map<string, DbtResourceType>([
  ['model', 'model'],
  ['seed', 'seed'],
  ['snapshot', 'snapshot'],
]);

/** What was read of one section of a manifest: of the last one, where its key stands twice. */
export class ManifestSection {
  readonly nodes = new Map<string, DbtNode>();
  /** The nodes without a `relation_name`. */
  readonly configuredRelations = new Map<string, ConfiguredRelation>();
  readonly tests: TestedNodes;
  readonly unitTests: TestedNodes;
  readonly groups = new Map<string, DbtGroup>();
  readonly problems: DbtProblem[] = [];

  readonly #name: string;
  readonly #artifact: string;
  readonly #texts: TextPool;

  static create(
    name: string,
    artifact: string,
    texts: TextPool,
  ): ManifestSection {
    return new ManifestSection(name, artifact, texts);
  }

  private constructor(name: string, artifact: string, texts: TextPool) {
    this.#name = name;
    this.#artifact = artifact;
    this.#texts = texts;
    this.tests = TestedNodes.create(texts);
    this.unitTests = TestedNodes.create(texts);
  }

  /** Takes in one entry; undefined where it is nothing of interest, or of the wrong shape. */
  add(key: string, value: unknown): ManifestEntry | undefined {
    if (!isJsonObject(value)) {
      this.#leaveOut(key, 'it is no object');
      return undefined;
    }
    const fields = EntryReader.create(value);
    const added = this.#read(key || fields.text('unique_id') || '', fields);
    if (fields.complaints.length > 0) {
      this.problems.push({
        severity: 'warning',
        code: 'field-malformed',
        message: `${this.#artifact}: fields of ${key} in "${
          this.#name
        }" are read as empty: ${fields.complaints.join(', ')}`,
        uniqueId: key,
      });
    }
    return added;
  }

  #read(uniqueId: string, fields: EntryReader): ManifestEntry | undefined {
    if (this.#name === 'groups') {
      this.#addGroup(uniqueId, fields);
      return undefined;
    }
    if (this.#name === 'unit_tests') {
      this.unitTests.set(uniqueId, readUnitTestedNodes(fields));
      return { kind: 'unit-test', uniqueId, fields };
    }
    const type = fields.text('resource_type') ?? typeOf(uniqueId);
    if (this.#name === 'nodes' && type === 'test') {
      this.tests.set(uniqueId, readTestedNodes(fields));
      return { kind: 'test', uniqueId, fields };
    }
    const resourceType =
      RESOURCE_TYPES.get(this.#name) ?? TYPES_IN_NODES.get(type);
    return resourceType && this.#addNode(uniqueId, resourceType, fields);
  }

  #addNode(
    uniqueId: string,
    resourceType: DbtResourceType,
    fields: EntryReader,
  ): ManifestEntry | undefined {
    const read = readNode(uniqueId, resourceType, fields);
    if (!read) {
      this.#leaveOut(uniqueId, 'it has no name or no package_name');
      return undefined;
    }
    this.#texts.share(read.node);
    this.nodes.set(read.node.uniqueId, read.node);
    if (read.configuredRelation) {
      this.configuredRelations.set(uniqueId, read.configuredRelation);
    } else {
      this.configuredRelations.delete(uniqueId);
    }
    return { kind: 'node', uniqueId, fields };
  }

  #addGroup(uniqueId: string, fields: EntryReader): void {
    const name = fields.text('name');
    if (!name) {
      this.#leaveOut(uniqueId, 'it has no name');
      return;
    }
    const owner = readOwner(fields.within('owner')) ?? {};
    this.groups.set(uniqueId, { name, owner });
  }

  #leaveOut(uniqueId: string, reason: string): void {
    this.problems.push({
      severity: 'error',
      code: 'node-malformed',
      message: `${this.#artifact}: ${uniqueId || 'an entry'} in "${
        this.#name
      }" is left out: ${reason}`,
      ...(uniqueId && { uniqueId }),
    });
  }
}

/** What a unique id starts with. No `split`, because no other id is read as often as a test's. */
function typeOf(uniqueId: string): string {
  const dot = uniqueId.indexOf('.');
  return dot < 0 ? uniqueId : uniqueId.slice(0, dot);
}
