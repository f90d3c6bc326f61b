import type { ArtifactSource, ReadOptions } from '../ArtifactSource';
import { openArtifact } from '../openArtifact';
import type { JsonPart, JsonPlan } from './JsonPlan';
import { JsonSplitter } from './JsonSplitter';

/**
 * The wanted parts of an artifact in the order of the file, in batches as they arrive.
 *
 * @throws ArtifactError where the artifact is no JSON object, or is broken or cut off
 */
export async function* splitJson(
  source: ArtifactSource,
  plan: JsonPlan,
  options: ReadOptions,
): AsyncGenerator<JsonPart[]> {
  const splitter = JsonSplitter.create(options.name, plan);
  for await (const chunk of openArtifact(source, options)) {
    const parts = splitter.push(chunk);
    if (parts.length > 0) {
      yield parts;
    }
  }
  splitter.end();
}
