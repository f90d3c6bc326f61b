import { DbtNode, DbtOwner, DbtProject } from 'backstage-plugin-dbt-cloud-node';
import { isRecord } from '../mappings/isRecord';
import { metaValue } from '../mappings/metaValue';
import { namesIn, textsOf } from '../mappings/textsOf';
import { transformText } from '../mappings/TextTransform';
import { OwnerRule, OwnerSource } from './OwnerRule';

/**
 * The names that a rule finds for the owner of a node, the best first. A text that lists several is
 * taken as it is, since a name may have a comma in it, and then apart.
 *
 * @internal
 */
export function ownerNames(
  rule: OwnerRule,
  node: DbtNode,
  project: DbtProject,
): string[] {
  const names: string[] = [];
  for (const text of textsIn(rule.source, node, project)) {
    for (const name of namesIn(text)) {
      const transformed = transformText(rule, withoutDomain(name, rule.strip));
      if (transformed && !names.includes(transformed.text)) {
        names.push(transformed.text);
      }
    }
  }
  return names;
}

function textsIn(
  source: OwnerSource,
  node: DbtNode,
  project: DbtProject,
): string[] {
  switch (source.from) {
    case 'meta':
      return textsInMeta(metaValue(node.meta, source.path));
    case 'group': {
      const group = project.groups.get(node.group ?? '');
      return group ? [...namesOf(group.owner), ...textsOf(group.name)] : [];
    }
    case 'exposure':
      return node.owner ? namesOf(node.owner) : [];
    default:
      return textsOf(node.databaseOwner);
  }
}

/** Owners in meta are often written as those of groups and exposures are. */
function textsInMeta(value: unknown): string[] {
  return [value]
    .flat()
    .flatMap(item =>
      isRecord(item) ? textsOf([item.email, item.name]) : textsOf(item),
    );
}

function namesOf({ email, name }: DbtOwner): string[] {
  return textsOf([email, name]);
}

function withoutDomain(text: string, domains: string[]): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).toLowerCase();
  return at > 0 && domains.includes(domain) ? text.slice(0, at) : text;
}
