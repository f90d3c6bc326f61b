import { createReadStream } from 'node:fs';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DbtProject, readManifest } from 'backstage-plugin-dbt-cloud-node';
import {
  corpusFolders,
  corpusPath,
  describeCorpus,
} from '../../__testUtils__/corpus';
import { previewProjects } from '../../preview';
import { checkEntity } from '../../transforms/checkEntity';
import { NODE_FIELDS } from '../nodeFields';

const TARGETS = [
  'tags',
  'links',
  'labels.example.com/label',
  'annotations.example.com/annotation',
  'lifecycle',
  'system',
  'domain',
  'owner',
];

jest.setTimeout(5 * 60_000);

/** Rules that make everything of everything that dbt says in a project. */
function allRules(project: DbtProject): JsonObject[] {
  const keys = new Set(
    [...project.nodes.values()].flatMap(({ meta }) => Object.keys(meta)),
  );
  return [...NODE_FIELDS, ...[...keys].map(key => `meta.${key}`)].flatMap(
    from => TARGETS.map(to => ({ from, to })),
  );
}

describeCorpus('Rules for real projects (skipped without the corpus)', () => {
  it.each(corpusFolders('manifest'))(
    '%s: whatever they make, the catalog takes it',
    async folder => {
      const file = corpusPath(`${folder}/manifest.json.gz`);
      const { project } = await readManifest(createReadStream(file), {
        name: folder,
      });
      const { entities, problems } = await previewProjects({
        config: new ConfigReader({ rules: allRules(project) }),
        configPath: 'test',
        entities: [],
        now: new Date('2026-06-15'),
      })(project);

      expect(problems.filter(({ severity }) => severity === 'error')).toEqual(
        [],
      );
      const own = [...project.nodes.values()].filter(node => !node.external);
      expect(entities).toHaveLength(own.length + 1);
      const keys = new Set<string>();
      for (const entity of entities) {
        await checkEntity(entity);
        const { annotations, labels } = entity.metadata;
        Object.keys({ ...annotations, ...labels }).forEach(key =>
          keys.add(key.replace(/\/.*/, '')),
        );
      }
      keys.delete('example.com');
      expect([...keys].sort()).toEqual(['backstage.io', 'getdbt.com']);
    },
  );
});
