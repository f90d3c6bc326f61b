import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtNode } from 'backstage-plugin-dbt-cloud-node';
import { parse } from 'yaml';
import { dbtNode, dbtProject, relation } from '../__fixtures__/dbtProject';
import { previewProjects } from './previewProjects';

const PAGE = join(__dirname, '..', '..', 'docs', 'entities.md');

type ExampleNode = Partial<Omit<DbtNode, 'relation'>> & {
  relation?: string;
  path?: string;
};

/** The blocks of YAML in each section of the page, by its heading. */
function readSections(): Map<string, any[]> {
  const [, ...sections] = readFileSync(PAGE, 'utf8').split(/^## /m);
  return new Map(
    sections.map(section => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml]) =>
        parse(yaml),
      ),
    ]),
  );
}

function toNode(uniqueId: string, example: ExampleNode): DbtNode {
  const { path, relation: text, ...more } = example;
  return dbtNode(uniqueId, {
    ...more,
    originalFilePath: path,
    relation: text === undefined ? undefined : relation(text),
  });
}

function toTable(ref: string, title: string): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name, title },
    spec: { type: 'table' },
  };
}

/** What `actual` has of the fields of `expected`; null stands for what is not there. */
function pick(actual: any, expected: unknown): unknown {
  if (typeof expected !== 'object' || !expected || Array.isArray(expected)) {
    return actual ?? null;
  }
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [
      key,
      pick(actual?.[key], value),
    ]),
  );
}

describe('the examples of docs/entities.md', () => {
  const sections = readSections();
  const [nodes, tables] = sections.get('The project')!;
  const project = dbtProject(
    Object.entries<ExampleNode>(nodes).map(([id, node]) => toNode(id, node)),
  );
  const examples = [...sections].filter(
    ([heading, blocks]) => heading !== 'The project' && blocks.length > 0,
  );

  it('are all there', () => {
    expect(examples.length).toBeGreaterThan(5);
    expect(examples.map(([, blocks]) => blocks.length)).toEqual(
      examples.map(() => 2),
    );
  });

  it.each(examples)('%s', async (_heading, [config, expected]) => {
    const plan = previewProjects({
      config: new ConfigReader(config as JsonObject),
      configPath: 'main',
      entities: Object.entries<string>(tables).map(([ref, title]) =>
        toTable(ref, title),
      ),
      now: new Date('2026-06-15'),
    });
    const { entities, problems } = await plan(project);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);

    const found = Object.fromEntries(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
    expect(pick(found, expected)).toEqual(expected);
  });
});
