import { ProjectDescription } from '../ProjectDescription';
import { references } from './manifestModels';
import { ManifestNode, Parent } from './manifestTypes';
import { compiledCode } from './modelCode';
import { manifestColumns, nodeConfig, nodeFields } from './nodeFields';
import { relationIn, relationName } from './relations';
import { uniqueIdOf } from './uniqueIds';

/** @internal */
export function manifestSeeds(
  project: ProjectDescription,
  schemaOverride?: string,
): ManifestNode[] {
  return project.seeds.map(seed => {
    const relation = relationIn(
      project,
      'reference',
      seed.name,
      schemaOverride,
    );
    return {
      ...nodeFields({
        project,
        type: 'seed',
        uniqueId: uniqueIdOf('seed', project, seed.name),
        name: seed.name,
        relation,
        file: `seeds/${seed.name}.csv`,
        code: '',
      }),
      config: { ...nodeConfig({ materialized: 'seed' }), delimiter: ',' },
      description: seed.description,
      columns: manifestColumns(seed, false),
      tags: [],
      meta: {},
      group: null,
      patch_path: `${project.name}://seeds/_seeds.yml`,
      relation_name: relationName(relation),
      root_path: null,
      depends_on: { macros: [], nodes: [] },
    };
  });
}

/** @internal */
export function manifestSnapshots(
  project: ProjectDescription,
  resolve: (name: string) => Parent,
  schemaOverride?: string,
): ManifestNode[] {
  return project.snapshots.map(snapshot => {
    const relation = relationIn(
      project,
      'snapshots',
      snapshot.name,
      schemaOverride,
    );
    const parents = [resolve(snapshot.from)];
    const code = `select * from {{ ${parents[0].call} }}`;
    return {
      ...nodeFields({
        project,
        type: 'snapshot',
        uniqueId: uniqueIdOf('snapshot', project, snapshot.name),
        name: snapshot.name,
        relation,
        file: `snapshots/${snapshot.name}.sql`,
        code,
      }),
      config: {
        ...nodeConfig({ materialized: 'snapshot' }),
        strategy: 'check',
        check_cols: 'all',
        unique_key: snapshot.columns[0],
      },
      description: snapshot.description,
      columns: manifestColumns(snapshot, false),
      tags: [],
      meta: {},
      group: null,
      patch_path: `${project.name}://snapshots/_snapshots.yml`,
      relation_name: relationName(relation),
      language: 'sql',
      ...references(parents),
      compiled: true,
      compiled_code: compiledCode(code, parents),
    };
  });
}
