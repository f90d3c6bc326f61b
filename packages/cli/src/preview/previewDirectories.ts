import { ConfigReader } from '@backstage/config';
import {
  NodeHealth,
  previewHealth,
  previewProjects,
} from 'backstage-plugin-catalog-backend-module-dbt-cloud/preview';
import { readConfigFile } from '../files/readConfigFile';
import { readEntitiesFile } from '../files/readEntitiesFile';
import { DirectoriesArguments } from './parsePreviewArguments';
import { createPreview } from './Preview';
import { PreviewOutcome } from './PreviewOutcome';
import { readDirectory } from './readDirectory';

/**
 * Previews the artifacts of some directories, each on its own.
 *
 * @throws InputError where the config or the warehouse cannot be read.
 * @internal
 */
export async function* previewDirectories(
  args: DirectoriesArguments,
): AsyncGenerator<PreviewOutcome> {
  const options = {
    config: args.config
      ? await readConfigFile(args.config, { connects: false })
      : new ConfigReader({}),
    configPath: args.config ?? 'config',
    entities: await readEntitiesFile(args.warehouse),
    now: args.now,
  };
  const plan = previewProjects(options);
  const judge = previewHealth(options);
  for (const directory of args.directories) {
    const place = { label: directory, fields: { directory } };
    try {
      const { project, problems, results } = await readDirectory(directory);
      const health = results.count > 0 ? judge(project, results) : undefined;
      const preview = createPreview(
        project,
        problems,
        await plan(project),
        health && (await listAll(health)),
      );
      yield { ...place, result: 'previewed', preview };
    } catch (error) {
      yield { ...place, result: 'failed', error };
    }
  }
}

async function listAll(
  healths: AsyncIterable<NodeHealth>,
): Promise<NodeHealth[]> {
  const all: NodeHealth[] = [];
  for await (const health of healths) {
    all.push(health);
  }
  return all;
}
