import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { readText } from './readText';

/**
 * Reads the entities of a multi-document YAML file; without a file, none.
 *
 * @throws InputError that names the file and the document.
 * @internal
 */
export async function readEntitiesFile(
  path: string | undefined,
): Promise<Entity[]> {
  if (path === undefined) {
    return [];
  }
  const entities: Entity[] = [];
  for (const document of parseAllDocuments(await readText(path))) {
    const [error] = document.errors ?? [];
    if (error) {
      throw new InputError(`${path}: ${error.message.split('\n')[0]}`);
    }
    const entity = document.toJS() as Entity | null;
    if (entity === null) {
      continue;
    }
    if (!entity.kind || !entity.metadata?.name) {
      throw new InputError(
        `${path}: document ${
          entities.length + 1
        } is no entity: it lacks kind or metadata.name`,
      );
    }
    entities.push(entity);
  }
  return entities;
}
