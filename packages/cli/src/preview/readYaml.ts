import { readFile } from 'node:fs/promises';
import { Entity } from '@backstage/catalog-model';
import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { parseAllDocuments, parseDocument } from 'yaml';

/**
 * Reads the config of one provider; without a file, an empty one.
 *
 * @throws InputError that names the file.
 * @internal
 */
export async function readConfigFile(
  path: string | undefined,
): Promise<Config> {
  if (path === undefined) {
    return new ConfigReader({});
  }
  const document = parseDocument(await readText(path));
  const [error] = document.errors;
  const data = error ? undefined : document.toJS() ?? {};
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw new InputError(
      `${path}: ${
        error
          ? firstLine(error)
          : 'expected a mapping with the fields of one provider'
      }`,
    );
  }
  return new ConfigReader(data as JsonObject, path);
}

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
      throw new InputError(`${path}: ${firstLine(error)}`);
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

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `${path}: cannot be read: ${(error as NodeJS.ErrnoException).code}`,
    );
  }
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0];
}
