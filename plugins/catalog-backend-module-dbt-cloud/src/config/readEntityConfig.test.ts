import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { DEFAULT_ENTITY_MODEL } from '../entities/EntityModel';
import { readEntityConfig } from './readEntityConfig';

function read(config: JsonObject) {
  return readEntityConfig(new ConfigReader(config), 'main');
}

describe('readEntityConfig', () => {
  it('changes of the model what is given, and nothing else', () => {
    const { model } = read({
      entities: {
        model: { attach: 'dependsOn' },
        snapshot: { type: 'history' },
        exposure: { kind: 'Resource' },
        metric: false,
      },
    });
    expect(model).toEqual({
      ...DEFAULT_ENTITY_MODEL,
      model: { kind: 'Resource', type: 'dbt-model', attach: 'dependsOn' },
      snapshot: { kind: 'Resource', type: 'history', attach: 'dependencyOf' },
      exposure: { kind: 'Resource', type: 'dbt-exposure', attach: 'dependsOn' },
      metric: false,
    });
  });

  it('reads the filters', () => {
    const { filter } = read({
      filters: {
        include: { tag: 'public' },
        exclude: [{ name: 'tmp_*' }, { schema: 'scratch' }],
        onlyInWarehouse: true,
      },
    });
    expect(filter.include.map(({ path }) => path)).toEqual([
      'main.filters.include',
    ]);
    expect(filter.exclude.map(({ path }) => path)).toEqual([
      'main.filters.exclude[0]',
      'main.filters.exclude[1]',
    ]);
    expect(filter.onlyInWarehouse).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['main.namespace', { namespace: 'Not A Namespace' }],
    ['main.namePrefix', { namePrefix: '-x' }],
    ['main.namePrefix', { namePrefix: 'x'.repeat(21) }],
    ['main.defaultOwner', { defaultOwner: 'group:default/no owner' }],
    ['main.entities.tests', { entities: { tests: {} } }],
    ['main.entities.model', { entities: { model: true } }],
    ['main.entities.model.kind', { entities: { model: { kind: 'API' } } }],
    ['main.entities.model.kinds', { entities: { model: { kinds: 'x' } } }],
    ['main.entities.model.attach', { entities: { model: { attach: 'no' } } }],
    [
      'main.entities.metric.attach',
      { entities: { metric: { attach: 'dependsOn' } } },
    ],
    ['main.filters.only', { filters: { only: {} } }],
    ['main.filters.exclude.nam', { filters: { exclude: { nam: 'x' } } }],
  ])('names the key %s of what is wrong', (key, config) => {
    expect(() => read(config)).toThrow(`'${key}'`);
  });

  it.each<JsonObject>([
    { entities: { model: { type: '' } } },
    { filters: { onlyInWarehouse: 'yes please' } },
  ])('refuses %j', config => {
    expect(() => read(config)).toThrow(/(model\.type|onlyInWarehouse)/);
  });
});
