import { Entity } from '@backstage/catalog-model';
import { dbtNode, dbtProject } from '../__fixtures__/dbtProject';
import { NodeFindings } from './NodeFindings';
import { createReport, ProjectReport } from './ProjectReport';
import { summarizeReport } from './summarizeReport';

function entity(uniqueId: string, name = uniqueId): Entity {
  const annotations = { 'getdbt.com/unique-id': uniqueId };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, annotations },
  };
}

describe('createReport', () => {
  const project = dbtProject([
    dbtNode('model.jaffle_shop.orders'),
    dbtNode('model.jaffle_shop.Customers'),
    dbtNode('model.jaffle_shop.dropped'),
    dbtNode('model.jaffle_shop.refused'),
    dbtNode('source.jaffle_shop.raw.orders'),
  ]);
  const kept = [
    entity('project.jaffle_shop'),
    entity('model.jaffle_shop.orders'),
    entity(
      'model.jaffle_shop.Customers',
      'model.jaffle_shop.customers-0123abcd',
    ),
  ];
  const leftOut = new NodeFindings();
  leftOut.add('switched-off', 'no sources', 'source.jaffle_shop.raw.orders');
  let report: ProjectReport;

  beforeAll(async () => {
    report = await createReport(project, [...kept, entity('')], {
      built: [
        ...kept,
        entity('model.jaffle_shop.dropped'),
        entity('model.jaffle_shop.refused'),
      ],
      leftOut,
      findings: new NodeFindings(),
      unusedRules: ['main.rules[0]'],
      problems: [
        {
          severity: 'error',
          code: 'entity-invalid',
          message: 'a name is too long',
          uniqueId: 'model.jaffle_shop.refused',
        },
        { severity: 'warning', code: 'rule-unused', message: 'a rule' },
      ],
    });
  });

  it('says what became of every node, and why', () => {
    expect(report).toEqual({
      entities: { model: 2, other: 1, project: 1 },
      leftOut: [
        {
          code: 'switched-off',
          message: 'no sources',
          uniqueIds: ['source.jaffle_shop.raw.orders'],
        },
        {
          code: 'transformed',
          message: 'the entity transformer leaves it out',
          uniqueIds: ['model.jaffle_shop.dropped'],
        },
        {
          code: 'entity-invalid',
          message: 'a name is too long',
          uniqueIds: ['model.jaffle_shop.refused'],
        },
      ],
      findings: [],
      hashedNames: ['model.jaffle_shop.Customers'],
      unusedRules: ['main.rules[0]'],
    });
  });

  it('is kept in numbers, what is most frequent first', () => {
    const summary = summarizeReport({
      ...report,
      leftOut: [
        ...Array.from({ length: 60 }, (_, i) => ({
          code: 'excluded',
          message: `condition ${i}`,
          uniqueIds: ['a'],
        })),
        { code: 'excluded', message: 'most', uniqueIds: ['a', 'b'] },
      ],
    });
    expect(summary.leftOut).toHaveLength(50);
    expect(summary.leftOut[0]).toEqual({
      code: 'excluded',
      message: 'most',
      count: 2,
    });
    expect(summary.hashedNames).toBe(1);
  });
});
