import { DbtNode, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { partsOf } from '../mappings/textsOf';
import { NodeFindings } from '../NodeFindings';
import { quoteText } from '../quoteText';
import { OwnerDirectory } from './OwnerDirectory';
import { ownerNames } from './ownerNames';
import { OwnerRule } from './OwnerRule';

/**
 * Owns what nobody else does. The catalog wants an owner on every Resource and Component.
 *
 * @internal
 */
export const UNKNOWN_OWNER = 'group:default/unknown';

/**
 * Finds out who owns the nodes of a project, and remembers what did not lead to an owner.
 *
 * @internal
 */
export class NodeOwners {
  readonly #project: DbtProject;
  readonly #rules: readonly OwnerRule[];
  readonly #directory: OwnerDirectory;
  readonly #defaultOwner: string;
  readonly #findings: NodeFindings;
  readonly #usedRules = new Set<OwnerRule>();

  static create(
    project: DbtProject,
    options: {
      rules: readonly OwnerRule[];
      directory: OwnerDirectory;
      /** A full entity ref. */
      defaultOwner: string | undefined;
      findings: NodeFindings;
    },
  ): NodeOwners {
    return new NodeOwners(project, options);
  }

  private constructor(
    project: DbtProject,
    options: Parameters<typeof NodeOwners.create>[1],
  ) {
    this.#project = project;
    this.#rules = options.rules;
    this.#directory = options.directory;
    this.#defaultOwner = options.defaultOwner ?? UNKNOWN_OWNER;
    this.#findings = options.findings;
  }

  /** Who owns what has no owner of its own: a full entity ref. */
  get defaultOwner(): string {
    return this.#defaultOwner;
  }

  /**
   * The owner of a node as a full entity ref: the first that the catalog knows.
   *
   * @param mapped - names that come before those that the rules find, each with its alternatives
   */
  ownerOf(node: DbtNode, mapped: string[][]): string {
    const found = this.#rules.map(rule => {
      const names = ownerNames(rule, node, this.#project);
      if (names.length > 0) {
        this.#usedRules.add(rule);
      }
      return names;
    });
    for (const names of [...mapped, ...found]) {
      const owner = this.#find(names, node);
      if (owner) {
        return owner;
      }
    }
    if (this.#defaultOwner === UNKNOWN_OWNER) {
      this.#findings.add(
        'owner-unknown',
        `Some nodes have no owner in dbt that the catalog knows; they are owned by ${UNKNOWN_OWNER} until the provider has a defaultOwner.`,
        node.uniqueId,
      );
    }
    return this.#defaultOwner;
  }

  /** Which of the configured rules found nothing in any node: where the config has them. */
  unusedRules(): string[] {
    return this.#rules
      .filter(rule => !this.#usedRules.has(rule))
      .map(rule => rule.path)
      .filter(path => path !== undefined);
  }

  #find(names: string[], node: DbtNode): string | undefined {
    const several = new Map<string, string[]>();
    for (const name of names) {
      const found = this.#directory.find(name);
      if (found.result === 'one') {
        return found.entityRef;
      }
      if (found.result === 'several') {
        several.set(name, found.entityRefs);
      }
    }
    const single = names.filter(name => partsOf(name).length === 1);
    for (const [name, entityRefs] of several) {
      this.#findings.add(
        'owner-ambiguous',
        `The owner ${quoteText(name)} can be ${entityRefs.join(
          ' or ',
        )}; name one of them in dbt, or with a map under owners.`,
        node.uniqueId,
      );
    }
    if (single.length > 0 && several.size === 0) {
      this.#findings.add(
        'owner-unresolved',
        `The owner ${single
          .map(quoteText)
          .join(
            ' or ',
          )} is no User or Group of the catalog; add it to the catalog or change it in dbt.`,
        node.uniqueId,
      );
    }
    return undefined;
  }
}
