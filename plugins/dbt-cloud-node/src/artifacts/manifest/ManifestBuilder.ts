import { configuredRelation } from '../../project/relation';
import type {
  DbtGroup,
  DbtNode,
  DbtProblem,
  DbtProject,
} from '../../project/types';
import { ArtifactError } from '../ArtifactError';
import { EventLoopTurn } from '../EventLoopTurn';
import { expectKind } from '../expectKind';
import type { JsonPart } from '../json/JsonPlan';
import { type ArtifactMetadata, readMetadata } from '../readMetadata';
import { type ManifestEntry, ManifestSection } from './ManifestSection';
import { NODE_SECTIONS } from './manifestPlan';
import { TextPool } from './TextPool';
import { projectName } from './projectName';

const NEWEST_KNOWN_VERSION = 12;

/** Puts a project together from the parts of its manifest, which come in any order. */
export class ManifestBuilder {
  readonly #artifact: string;
  readonly #sections = new Map<string, ManifestSection>();
  readonly #problems: DbtProblem[] = [];
  readonly #texts = TextPool.create();
  #metadata: ArtifactMetadata | undefined;

  static create(artifact: string): ManifestBuilder {
    return new ManifestBuilder(artifact);
  }

  private constructor(artifact: string) {
    this.#artifact = artifact;
  }

  /** Takes in the next part, and says what it is if details of it may be of interest. */
  add(part: JsonPart): ManifestEntry | undefined {
    switch (part.kind) {
      case 'start':
        this.#sections.set(
          part.section,
          ManifestSection.create(part.section, this.#artifact, this.#texts),
        );
        return undefined;
      case 'value':
        this.#addValue(part.section, part.value);
        return undefined;
      default:
        return this.#sections.get(part.section)?.add(part.key, part.value);
    }
  }

  /** The whole project, once all parts are in. */
  async finish(): Promise<{ project: DbtProject; problems: DbtProblem[] }> {
    const metadata = this.#metadata ?? readMetadata(undefined);
    this.#expectManifest(metadata);
    const nodes = this.#collectNodes();
    const name =
      projectName(metadata, countByPackage(nodes.values())) ?? 'unknown';
    const adapterType = metadata.adapterType ?? 'unknown';
    await this.#setRelations(nodes, metadata, adapterType);
    await this.#countTests(nodes);
    this.#checkVersion(metadata);
    return {
      project: {
        name,
        adapterType,
        ...(metadata.dbtVersion && { dbtVersion: metadata.dbtVersion }),
        ...(metadata.version && { manifestVersion: metadata.version }),
        ...(metadata.generatedAt && { generatedAt: metadata.generatedAt }),
        quoting: metadata.quoting,
        nodes,
        groups: this.#collectGroups(name),
      },
      problems: [
        ...this.#problems,
        ...[...this.#sections.values()].flatMap(section => section.problems),
      ],
    };
  }

  #addValue(section: string, value: unknown): void {
    if (section === 'metadata') {
      this.#metadata = readMetadata(value);
    } else if (value !== null) {
      this.#problems.push({
        severity: 'error',
        code: 'section-malformed',
        message: `${this.#artifact}: "${section}" is left out: it is no object`,
      });
    }
  }

  #expectManifest(metadata: ArtifactMetadata): void {
    expectKind(this.#artifact, metadata, 'manifest');
    const isManifest =
      this.#metadata ||
      this.#sections.has('nodes') ||
      this.#sections.has('sources');
    if (!isManifest) {
      throw new ArtifactError(
        this.#artifact,
        'this is no manifest: it has neither metadata nor nodes nor sources',
      );
    }
  }

  #checkVersion({ version }: ArtifactMetadata): void {
    if (version === undefined || version > NEWEST_KNOWN_VERSION) {
      const stated =
        version === undefined
          ? 'does not say its schema version'
          : `has schema version ${version}`;
      this.#problems.push({
        severity: 'warning',
        code: 'manifest-version-unknown',
        message: `${
          this.#artifact
        } ${stated}: it is read as version ${NEWEST_KNOWN_VERSION}`,
      });
    }
  }

  #collectNodes(): Map<string, DbtNode> {
    const nodes = this.#sections.get('nodes')?.nodes ?? new Map();
    for (const section of NODE_SECTIONS.slice(1)) {
      for (const [uniqueId, node] of this.#sections.get(section)?.nodes ?? []) {
        nodes.set(uniqueId, node);
      }
    }
    return nodes;
  }

  async #setRelations(
    nodes: Map<string, DbtNode>,
    metadata: ArtifactMetadata,
    adapterType: string,
  ): Promise<void> {
    const turn = EventLoopTurn.create();
    for (const section of this.#sections.values()) {
      for (const [uniqueId, configured] of section.configuredRelations) {
        nodes.get(uniqueId)!.relation = configuredRelation(
          configured,
          { ...metadata.quoting, ...configured.quoting },
          adapterType,
        );
        if (turn.isOver) {
          await turn.yield();
        }
      }
    }
  }

  async #countTests(nodes: Map<string, DbtNode>): Promise<void> {
    const turn = EventLoopTurn.create();
    for (const section of this.#sections.values()) {
      for (const [count, tests] of [
        ['testCount', section.tests],
        ['unitTestCount', section.unitTests],
      ] as const) {
        for (const uniqueId of tests) {
          const node = nodes.get(uniqueId);
          if (node) {
            node[count]++;
          }
          if (turn.isOver) {
            await turn.yield();
          }
        }
      }
    }
  }

  /** Groups by name, as nodes refer to them; the project's own before those of its packages. */
  #collectGroups(project: string): Map<string, DbtGroup> {
    const groups = new Map<string, DbtGroup>();
    for (const [uniqueId, group] of this.#sections.get('groups')?.groups ??
      []) {
      const isOwn = uniqueId.split('.')[1] === project;
      if (isOwn || !groups.has(group.name)) {
        groups.set(group.name, group);
      }
    }
    return groups;
  }
}

function countByPackage(nodes: Iterable<DbtNode>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { external, packageName } of nodes) {
    if (!external) {
      counts.set(packageName, (counts.get(packageName) ?? 0) + 1);
    }
  }
  return counts;
}
