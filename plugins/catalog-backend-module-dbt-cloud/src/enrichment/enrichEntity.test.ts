import { Entity, FieldFormatEntityPolicy } from '@backstage/catalog-model';
import { enrichEntity } from './enrichEntity';
import { EnrichmentMode, TableContribution, TableKnowledge } from './types';

const KNOWLEDGE: TableKnowledge = {
  description: 'From dbt',
  links: [
    { url: 'https://dbt.example.com/orders', title: 'orders in dbt' },
    { url: 'https://example.com/shared', title: 'Shared, by dbt' },
  ],
  tags: ['daily', 'pii'],
  labels: { 'getdbt.com/project': 'shop', 'getdbt.com/access': 'public' },
  annotations: { 'getdbt.com/unique-id': 'model.shop.orders' },
  owner: 'group:default/dbt',
};

function contribution(
  when: Exclude<EnrichmentMode, 'never'>,
  knowledge = KNOWLEDGE,
): TableContribution {
  return Object.fromEntries(
    Object.entries(knowledge).map(([field, value]) => [field, { when, value }]),
  );
}

const BARE: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'orders' },
  spec: { type: 'table' },
};

const FULL: Entity = {
  ...BARE,
  metadata: {
    name: 'orders',
    title: 'ORDERS',
    description: 'Its own',
    links: [
      { url: 'https://example.com/shared', title: 'Shared' },
      { url: 'https://example.com/own', title: 'Its own' },
    ],
    tags: ['pii', 'own'],
    labels: { 'getdbt.com/Project': 'own', own: 'label' },
    annotations: { 'getdbt.com/unique-id': 'own', own: 'annotation' },
  },
  spec: { type: 'table', owner: 'group:default/own' },
};

describe('enrichEntity', () => {
  it.each(['ifMissing', 'always'] as const)(
    'gives an entity that has nothing all that there is: %s',
    when => {
      const { owner, ...metadata } = KNOWLEDGE;
      expect(enrichEntity(BARE, contribution(when))).toEqual({
        ...BARE,
        metadata: { name: 'orders', ...metadata },
        spec: { type: 'table', owner },
      });
    },
  );

  it('adds what is missing, and leaves alone what is there', () => {
    const { metadata, spec } = enrichEntity(FULL, contribution('ifMissing'));
    expect(metadata).toEqual({
      name: 'orders',
      title: 'ORDERS',
      description: 'Its own',
      links: [...FULL.metadata.links!, KNOWLEDGE.links![0]],
      tags: ['pii', 'own', 'daily'],
      labels: {
        'getdbt.com/Project': 'own',
        own: 'label',
        'getdbt.com/access': 'public',
      },
      annotations: { 'getdbt.com/unique-id': 'own', own: 'annotation' },
    });
    expect(spec).toEqual(FULL.spec);
  });

  it('replaces what has the same key or URL, and adds the rest', () => {
    const { metadata, spec } = enrichEntity(FULL, contribution('always'));
    expect(metadata).toEqual({
      name: 'orders',
      title: 'ORDERS',
      description: 'From dbt',
      links: [
        KNOWLEDGE.links![1],
        FULL.metadata.links![1],
        KNOWLEDGE.links![0],
      ],
      tags: ['pii', 'own', 'daily'],
      labels: { own: 'label', ...KNOWLEDGE.labels },
      annotations: { own: 'annotation', ...KNOWLEDGE.annotations },
    });
    expect(spec).toEqual({ type: 'table', owner: 'group:default/dbt' });
  });

  it('does nothing else', () => {
    const before = structuredClone(FULL);
    expect(enrichEntity(FULL, {})).toEqual(before);
    enrichEntity(FULL, contribution('always'));
    expect(FULL).toEqual(before);
  });

  it('takes a blank description for none', () => {
    const blank = { ...BARE, metadata: { name: 'orders', description: ' \n' } };
    expect(
      enrichEntity(blank, contribution('ifMissing')).metadata.description,
    ).toBe('From dbt');
  });

  it.each(['ifMissing', 'always'] as const)(
    'leaves what the entity has wrong for the catalog to tell: %s',
    async when => {
      const metadata = {
        name: 'orders',
        description: { $text: './orders.md' },
        links: 'https://example.com',
        tags: { pii: true },
        labels: ['a'],
        annotations: 7,
      };
      const wrong = { ...BARE, metadata } as unknown as Entity;
      const enriched = enrichEntity(wrong, contribution(when));
      expect(enriched.metadata).toEqual(metadata);
      const items = { ...BARE, metadata: { name: 'a', links: [null, 7] } };
      expect(
        enrichEntity(items as unknown as Entity, contribution(when)).metadata
          .links,
      ).toEqual([null, 7, ...KNOWLEDGE.links!]);
    },
  );

  it('makes no entity that the catalog refuses of one that it takes', async () => {
    const policy = new FieldFormatEntityPolicy();
    for (const entity of [BARE, FULL]) {
      for (const when of ['ifMissing', 'always'] as const) {
        const enriched = enrichEntity(entity, contribution(when));
        await expect(policy.enforce(enriched)).resolves.toBe(enriched);
      }
    }
  });
});
