import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Cli } from '../__testUtils__/Cli';
import {
  CORPUS_DIRECTORIES,
  corpusPath,
  describeCorpus,
} from '../__testUtils__/corpus';
import { TestDirectory } from '../__testUtils__/TestDirectory';

jest.setTimeout(60_000);

describeCorpus('real artifacts (skipped without the corpus)', () => {
  const cli = Cli.forTests();

  it.each(Object.entries(CORPUS_DIRECTORIES))(
    'of %s become entities, the same each time',
    async (_name, path) => {
      const directory = corpusPath(path);
      const preview = await cli.previewJson(directory, '--now', '2026-01-31');

      const refs = preview.entities.map(entity => stringifyEntityRef(entity));
      expect(new Set(refs).size).toBe(refs.length);
      expect(refs.length).toBeGreaterThan(20);
      const uniqueIds = new Set(preview.entities.map(uniqueIdOf));
      expect(uniqueIds).toContain(`project.${preview.project.name}`);
      for (const { uniqueId, verdict, relation } of preview.attachments) {
        expect(uniqueIds).toContain(uniqueId);
        expect(['unmatched', 'not-materialized']).toContain(verdict);
        expect(relation === null).toBe(verdict === 'not-materialized');
      }
      expect(
        preview.problems.filter(({ severity }) => severity === 'error'),
      ).toEqual([]);

      const again = await cli.previewJson(directory, '--now', '2026-01-31');
      expect(JSON.stringify(again)).toBe(JSON.stringify(preview));
    },
  );

  it('attach to a warehouse that names its tables like they do', async () => {
    const path = corpusPath(
      CORPUS_DIRECTORIES['a Snowflake project, manifest v9'],
    );
    const { attachments: unmatched } = await cli.previewJson(path);
    const relations = new Set(
      unmatched.flatMap(({ relation }) => relation ?? []),
    );
    const directory = TestDirectory.create();
    try {
      const warehouse = directory.write(
        'warehouse.yaml',
        [...relations].map(tableDocument).join('---\n'),
      );
      const preview = await cli.previewJson(path, '--warehouse', warehouse);
      const verdicts = new Set(preview.attachments.map(item => item.verdict));
      expect(verdicts).toContain('attached');
      expect(verdicts).not.toContain('unmatched');
    } finally {
      directory.remove();
    }
  });
});

function uniqueIdOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.['getdbt.com/unique-id'];
}

function tableDocument(relation: string, index: number): string {
  return `kind: Resource\nmetadata: { name: table-${index}, title: ${JSON.stringify(
    relation,
  )} }\nspec: { type: table }\n`;
}
