import {
  entityEnvelopeSchemaValidator,
  makeValidator,
} from '@backstage/catalog-model';
import {
  exampleOrganisation,
  exampleWarehouseEntities,
} from '../exampleCompany';
import { warehouseEntitiesFromCatalog } from './warehouseEntitiesFromCatalog';

const table = (database: string | null, schema: string, name: string) => ({
  metadata: { type: 'BASE TABLE', database, schema, name },
});

const isEntityName = makeValidator().isValidEntityName;

describe('warehouseEntitiesFromCatalog', () => {
  const titles = (...tables: ReturnType<typeof table>[]) =>
    warehouseEntitiesFromCatalog({
      nodes: Object.fromEntries(Object.entries(tables)),
    }).map(({ metadata }) => metadata.title);

  it('names a table by its tiers', () => {
    expect(
      titles(table('DB', 'S', 'T'), table('', 's', 't'), table(null, 's', 'u')),
    ).toEqual(['DB.S.T', 's.t', 's.u']);
  });

  it('has a table once that is both a seed and a source', () => {
    const shared = table('db', 's', 't');
    expect(
      warehouseEntitiesFromCatalog({
        nodes: { 'seed.p.t': shared },
        sources: { 'source.p.s.t': shared },
      }),
    ).toHaveLength(1);
  });

  it('tells views from tables, and lowers titles when asked', () => {
    const [entity] = warehouseEntitiesFromCatalog(
      {
        nodes: {
          view: {
            metadata: { type: 'VIEW', database: 'D', schema: 'S', name: 'V' },
          },
        },
      },
      { owner: 'group:default/a', titleStyle: 'lower-case' },
    );
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'd.s.v', title: 'd.s.v' },
      spec: { type: 'view', owner: 'group:default/a' },
    });
  });

  it('gives valid names that differ without regard to case', () => {
    const entities = warehouseEntitiesFromCatalog({
      nodes: Object.fromEntries(
        Object.entries([
          table('db', 's', 'Orders'),
          table('db', 's', 'orders'),
          table('db', 's', 'ORDERS'),
          table('db', 's', 'or ders'),
          table('db', 's', 'or-ders'),
          table('db', 's', '_orders_'),
          table('db', 's', `${'x'.repeat(70)}1`),
          table('db', 's', `${'x'.repeat(70)}2`),
          table('db', 's', 'Ärger'),
        ]),
      ),
    });
    const names = entities.map(({ metadata }) => metadata.name);
    expect(names.filter(name => !isEntityName(name))).toEqual([]);
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(9);
  });
});

describe('the entities of the example company', () => {
  it('are valid, and each has a name of its own', () => {
    const entities = [...exampleWarehouseEntities(), ...exampleOrganisation()];
    const validate = entityEnvelopeSchemaValidator();
    expect(() => entities.forEach(entity => validate(entity))).not.toThrow();
    const refs = entities.map(({ kind, metadata }) => kind + metadata.name);
    expect(new Set(refs).size).toBe(entities.length);
  });

  it('know tables as the warehouse spells them', () => {
    expect(exampleWarehouseEntities()).toContainEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'analytics.network_marts.fct_shipments',
        title: 'ANALYTICS.NETWORK_MARTS.FCT_SHIPMENTS',
      },
      spec: { type: 'table', owner: 'group:default/data-platform' },
    });
  });
});
