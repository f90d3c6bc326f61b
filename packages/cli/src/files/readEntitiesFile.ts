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
  const documents = [...parseAllDocuments(await readText(path))];
  for (const [index, document] of documents.entries()) {
    const [error] = document.errors ?? [];
    if (error) {
      throw new InputError(`${path}: ${error.message.split('\n')[0]}`);
    }
    const entity = document.toJS();
    if (entity === null) {
      continue;
    }
    if (!isEntity(entity)) {
      throw new InputError(
        `${path}: document ${
          index + 1
        } is no entity: it lacks kind or metadata.name`,
      );
    }
    entities.push(entity);
  }
  return entities;
}

/** What a ref needs; the rest is not read here. */
function isEntity(value: any): value is Entity {
  return (
    typeof value?.kind === 'string' && typeof value.metadata?.name === 'string'
  );
}
