import { EntityLink } from '@backstage/catalog-model';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { NodeFindings } from '../NodeFindings';
import { quoteText } from '../quoteText';
import { isRecord } from './isRecord';
import { parseLink } from './parseLink';
import { parseRef } from './parseRef';
import { textsOf } from './textsOf';

/**
 * What the dbt project itself says of a node to Backstage, under `meta.backstage`.
 *
 * @internal
 */
export interface BackstageMeta {
  /** Names of owners, the best first. */
  owner?: string[];
  /** A full entity ref. */
  system?: string;
  /** A full entity ref. */
  domain?: string;
  lifecycle?: string;
  tags?: string[];
  links?: EntityLink[];
  /** The ref of the table's entity, which {@link attachNodes} reads. */
  entityRef?: string;
  /** Whether the node is left out; lineage passes through it. */
  ignore?: boolean;
}

type Readers = {
  [K in keyof Required<BackstageMeta>]: {
    expected: string;
    /** Undefined where the value has the wrong shape. */
    read(value: unknown): BackstageMeta[K];
  };
};

const READERS: Readers = {
  owner: {
    expected: 'the name, e-mail address or ref of an owner, or a list of them',
    read: readTexts,
  },
  system: {
    expected: 'an entity ref',
    read: value => readRef(value, 'system'),
  },
  domain: {
    expected: 'an entity ref',
    read: value => readRef(value, 'domain'),
  },
  lifecycle: { expected: 'a text', read: readText },
  tags: { expected: 'a text or a list of texts', read: readTexts },
  links: {
    expected: 'web addresses, or mappings with url, title and icon',
    read: readLinks,
  },
  entityRef: {
    expected: 'an entity ref',
    read: value => readRef(value, 'resource'),
  },
  ignore: {
    expected: 'true or false',
    read: value => (typeof value === 'boolean' ? value : undefined),
  },
};

/**
 * Reads `meta.backstage` of a node. What has the wrong shape is reported and ignored, and takes
 * nothing else with it.
 *
 * @internal
 */
export function readBackstageMeta(
  node: DbtNode,
  findings: NodeFindings,
): BackstageMeta {
  const value = node.meta.backstage ?? {};
  if (!isRecord(value)) {
    findings.add(
      'meta-malformed',
      `meta.backstage is ignored: expected a mapping with some of ${Object.keys(
        READERS,
      ).join(', ')}.`,
      node.uniqueId,
    );
    return {};
  }
  const meta: Record<string, unknown> = {};
  for (const [key, said] of Object.entries(value)) {
    if (said === null) {
      continue;
    }
    if (!isKey(key)) {
      findings.add(
        'meta-malformed',
        `meta.backstage has ${quoteText(
          key,
        )}, which is ignored: it can have ${Object.keys(READERS).join(', ')}.`,
        node.uniqueId,
      );
      continue;
    }
    const { expected, read } = READERS[key];
    const result = read(said);
    if (result === undefined) {
      findings.add(
        'meta-malformed',
        `meta.backstage.${key} is ignored: expected ${expected}.`,
        node.uniqueId,
      );
    } else {
      meta[key] = result;
    }
  }
  return meta;
}

function isKey(key: string): key is keyof Readers {
  return Object.hasOwn(READERS, key);
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}

function readTexts(value: unknown): string[] | undefined {
  const values = [value].flat();
  const texts = textsOf(values);
  return texts.length === values.length ? texts : undefined;
}

function readRef(value: unknown, defaultKind: string): string | undefined {
  const text = readText(value);
  return text && parseRef(text, defaultKind);
}

function readLinks(value: unknown): EntityLink[] | undefined {
  const links = [value].flat().map(item => {
    const link = typeof item === 'string' ? { url: item } : item;
    const url = isRecord(link) && readText(link.url);
    return url
      ? parseLink(url, {
          title: readText(link.title),
          icon: readText(link.icon),
        })
      : undefined;
  });
  return links.every(link => link !== undefined) ? links : undefined;
}
