import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** The same process answers, and is busy with a request for some milliseconds. */
const REFS_PER_REQUEST = 100;

/**
 * The refs among `entities` that the catalog already has from another origin: emitting one would
 * take over an entity without a location key, and be refused for one that has a key.
 *
 * @returns the origin that holds each of them
 * @internal
 */
export async function findForeignRefs(options: {
  catalog: CatalogService;
  auth: AuthService;
  entities: Entity[];
}): Promise<Map<string, string>> {
  const { catalog, auth, entities } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const foreign = new Map<string, string>();
  for (let at = 0; at < entities.length; at += REFS_PER_REQUEST) {
    const chunk = entities.slice(at, at + REFS_PER_REQUEST);
    const refs = chunk.map(entity => stringifyEntityRef(entity));
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: refs,
        fields: ['metadata.annotations'],
      },
      { credentials },
    );
    items.forEach((existing, i) => {
      const holder = originOf(existing);
      if (existing && holder !== originOf(chunk[i])) {
        foreign.set(refs[i], holder ?? 'an unknown origin');
      }
    });
  }
  return foreign;
}

function originOf(entity: Entity | undefined): string | undefined {
  return entity?.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
}
