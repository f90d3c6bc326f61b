import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { NodeFindings } from '../NodeFindings';
import { nodeFieldTexts } from '../nodeFields';
import { quoteText } from '../quoteText';
import { sanitizeLabelValue, sanitizeTag } from '../sanitize';
import { MappingRule } from './MappingRule';
import { metaValue } from './metaValue';
import { NodeMapping } from './NodeMapping';
import { parseLink } from './parseLink';
import { parseRef } from './parseRef';
import { readBackstageMeta } from './readBackstageMeta';
import { namesIn, partsOf, textsOf } from './textsOf';
import { TransformedText, transformText } from './TextTransform';

type RefTarget = 'system' | 'domain';

/** An entity is to be small: each is read whenever the catalog lists it. */
const LONGEST = 1000;

/**
 * Makes of nodes what `meta.backstage` and then the rules say, in their order: the first word counts
 * where there can be one only, tags and links add up.
 *
 * @internal
 */
export class NodeMapper {
  readonly #rules: readonly MappingRule[];
  readonly #findings: NodeFindings;
  readonly #usedRules = new Set<MappingRule>();

  static create(
    rules: readonly MappingRule[],
    findings: NodeFindings,
  ): NodeMapper {
    return new NodeMapper(rules, findings);
  }

  private constructor(rules: readonly MappingRule[], findings: NodeFindings) {
    this.#rules = rules;
    this.#findings = findings;
  }

  map(node: DbtNode): NodeMapping {
    const meta = readBackstageMeta(node, this.#findings);
    const mapping: NodeMapping = {
      owners: meta.owner ? [meta.owner.flatMap(namesIn)] : [],
      tags: new Set(),
      links: new Map((meta.links ?? []).map(link => [link.url, link])),
      labels: new Map(),
      annotations: new Map(),
      lifecycle: meta.lifecycle,
      system: meta.system,
      domain: meta.domain,
    };
    for (const tag of [...node.tags, ...(meta.tags ?? [])]) {
      this.#addTag(mapping, tag, node);
    }
    for (const rule of this.#rules) {
      const isMeant =
        rule.when.length === 0 || rule.when.some(when => when.matches(node));
      for (const text of isMeant ? textsIn(rule, node) : []) {
        const transformed = transformText(rule, text);
        if (transformed) {
          this.#usedRules.add(rule);
          this.#apply(mapping, rule, transformed, node);
        }
      }
    }
    return mapping;
  }

  /** Which rules matched no node: where the config has them. */
  unusedRules(): string[] {
    return this.#rules
      .filter(rule => !this.#usedRules.has(rule))
      .map(({ path }) => path);
  }

  #apply(
    mapping: NodeMapping,
    rule: MappingRule,
    { text, match }: TransformedText,
    node: DbtNode,
  ): void {
    const { target } = rule;
    if (text.length > LONGEST) {
      this.#refuse(rule, text, `text of at most ${LONGEST} characters`, node);
      return;
    }
    switch (target.to) {
      case 'tags':
        partsOf(text).forEach(tag => this.#addTag(mapping, tag, node));
        break;
      case 'links': {
        const title = target.title?.expand(match).trim();
        const link = parseLink(text, { title, icon: target.icon });
        if (!link) {
          this.#refuse(rule, text, 'web address', node);
        } else if (!mapping.links.has(link.url)) {
          mapping.links.set(link.url, link);
        }
        break;
      }
      case 'labels':
        if (!mapping.labels.has(target.key)) {
          this.#addLabel(mapping, rule, target.key, text, node);
        }
        break;
      case 'annotations':
        if (!mapping.annotations.has(target.key)) {
          mapping.annotations.set(target.key, text);
        }
        break;
      case 'owner':
        mapping.owners.push(namesIn(text));
        break;
      case 'lifecycle':
        mapping.lifecycle ??= text;
        break;
      default:
        this.#setRef(mapping, rule, target.to, text, node);
    }
  }

  #addTag(mapping: NodeMapping, text: string, node: DbtNode): void {
    const tag = sanitizeTag(text);
    if (tag) {
      mapping.tags.add(tag);
    } else {
      this.#findings.add(
        'tag-unusable',
        `The tag ${quoteText(
          text,
        )} is left out: it has no character that Backstage takes in a tag (a-z, 0-9, :, + and #).`,
        node.uniqueId,
      );
    }
  }

  #addLabel(
    mapping: NodeMapping,
    rule: MappingRule,
    key: string,
    text: string,
    node: DbtNode,
  ): void {
    const value = sanitizeLabelValue(text);
    if (value) {
      mapping.labels.set(key, value);
    } else {
      this.#refuse(rule, text, 'label value', node);
    }
  }

  #setRef(
    mapping: NodeMapping,
    rule: MappingRule,
    target: RefTarget,
    text: string,
    node: DbtNode,
  ): void {
    if (mapping[target] !== undefined) {
      return;
    }
    mapping[target] = parseRef(text, target);
    if (mapping[target] === undefined) {
      this.#refuse(rule, text, 'entity ref', node);
    }
  }

  #refuse(
    { path }: MappingRule,
    text: string,
    expected: string,
    node: DbtNode,
  ): void {
    this.#findings.add(
      'mapping-invalid',
      `${path} gives ${quoteText(
        text,
      )}, which is left out: it is no ${expected}; change it with map, or pass it over with match.`,
      node.uniqueId,
    );
  }
}

function textsIn({ source }: MappingRule, node: DbtNode): string[] {
  switch (source.from) {
    case 'meta':
      return textsOf(metaValue(node.meta, source.path));
    case 'field':
      return nodeFieldTexts(node, source.field);
    default:
      return [''];
  }
}
