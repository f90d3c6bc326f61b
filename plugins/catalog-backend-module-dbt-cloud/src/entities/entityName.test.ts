import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { entityName, NameParts } from './entityName';

function model(name: string, more: Partial<NameParts> = {}): NameParts {
  return {
    type: 'model',
    project: 'jaffle_shop',
    packageName: 'jaffle_shop',
    name,
    ...more,
  };
}

describe('entityName', () => {
  it.each([
    ['model.jaffle_shop.orders', model('orders')],
    ['model.jaffle_shop.customers.v2', model('customers', { version: '2' })],
    ['model.jaffle_shop.dbt_utils.x', model('x', { packageName: 'dbt_utils' })],
    [
      'source.jaffle_shop.raw.orders',
      model('orders', { type: 'source', sourceName: 'raw' }),
    ],
    [
      'project.jaffle_shop',
      { type: 'project', project: 'jaffle_shop', packageName: 'jaffle_shop' },
    ],
  ])('is plainly %s', (expected, parts) => {
    expect(entityName(parts, '')).toBe(expected);
  });

  it('puts the prefix in front', () => {
    expect(entityName(model('orders'), 'eu-')).toBe(
      'eu-model.jaffle_shop.orders',
    );
  });

  it.each([
    ['upper case', model('Orders'), /^model\.jaffle_shop\.orders-[0-9a-f]{8}$/],
    ['a dot', model('a.b'), /^model\.jaffle_shop\.a\.b-[0-9a-f]{8}$/],
    ['an accent', model('café'), /^model\.jaffle_shop\.cafe-[0-9a-f]{8}$/],
    ['another script', model('注文'), /^model\.jaffle_shop-[0-9a-f]{8}$/],
    [
      'a leaf like a hash',
      model('deadbeef'),
      /^model\.jaffle_shop\.deadbeef-[0-9a-f]{8}$/,
    ],
    [
      'a version that is no number',
      model('orders', { version: 'beta' }),
      /^model\.jaffle_shop\.orders\.vbeta-[0-9a-f]{8}$/,
    ],
    [
      "a package's model called like a version",
      model('v2', { packageName: 'customers' }),
      /^model\.jaffle_shop\.customers\.v2-[0-9a-f]{8}$/,
    ],
    ['a last character', model('orders_'), /^model\.jaffle_shop\.orders-/],
  ])('adds a hash for %s', (_, parts, expected) => {
    expect(entityName(parts, '')).toMatch(expected);
  });

  it('keeps the leaf and drops the package, the source and then the project', () => {
    const leaf = 'stg_zendesk__ticket_field_history';
    const source = { type: 'source', sourceName: 'zendesk_source_tables' };
    const packageName = 'a_package_with_quite_a_long_name';
    expect(
      entityName(model(leaf, { ...source, packageName, project: 'p' }), ''),
    ).toMatch(/^source\.p\.stg_zendesk__ticket_field_history-[0-9a-f]{8}$/);
    expect(
      entityName(
        model(leaf, { packageName, project: 'a_long_project_name' }),
        '',
      ),
    ).toMatch(/^model\.a_long_project\.stg_zendesk__ticket_field_history-/);
    expect(entityName(model('x'.repeat(300)), '')).toMatch(
      /^model\.x{48}-[0-9a-f]{8}$/,
    );
  });

  const identifier = fc.oneof(
    fc.constantFrom('orders', 'v2', 'model', 'source', 'jaffle_shop', 'a.b'),
    fc.constantFrom('Orders', 'orders-1234abcd', 'deadbeef', '', '-', '数'),
    fc.constantFrom('source', 'seed.x', 'x'.repeat(300), 'İ', 'ORDERS', '..'),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.stringMatching(/^[a-z_][a-z0-9_.]{0,70}$/),
  );
  const parts: fc.Arbitrary<NameParts> = fc.record(
    {
      type: fc.constantFrom('model', 'source', 'seed', 'semantic_model'),
      project: identifier,
      packageName: identifier,
      sourceName: identifier,
      name: identifier,
      version: fc.oneof(identifier, fc.nat(12).map(String)),
    },
    { requiredKeys: ['type', 'project', 'packageName', 'name'] },
  );

  it('is always valid', () => {
    fc.assert(
      fc.property(
        parts,
        fc.stringMatching(/^([A-Za-z0-9][-A-Za-z0-9_.]{0,19})?$/),
        (node, prefix) => {
          const name = entityName(node, prefix);
          expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(
            true,
          );
          expect(name.startsWith(prefix)).toBe(true);
        },
      ),
    );
  });

  it('is unique without regard to case', () => {
    // dbt's grammar: only sources have a source's name, only models a version.
    const possible = parts.map(node => ({
      ...node,
      sourceName: node.type === 'source' ? node.sourceName ?? 's' : undefined,
      version: node.type === 'model' ? node.version : undefined,
    }));
    fc.assert(
      fc.property(fc.array(possible, { maxLength: 60 }), nodes => {
        const identities = new Map<string, string>();
        for (const node of nodes) {
          const name = entityName(node, '').toLowerCase();
          const identity = JSON.stringify(node);
          expect(identities.get(name) ?? identity).toBe(identity);
          identities.set(name, identity);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('tells apart what only looks the same', () => {
    expect(entityName(model('caf\u00e9'), '')).not.toBe(
      entityName(model('cafe\u0301'), ''),
    );
  });
});
