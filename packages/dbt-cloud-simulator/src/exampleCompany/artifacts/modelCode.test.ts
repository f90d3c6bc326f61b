import { exampleArtifacts } from '../exampleArtifacts';

describe('the code of the example models', () => {
  it.each(['parcel_network', 'commercial_analytics'] as const)(
    'reads in %s exactly what the manifest says it reads',
    project => {
      const { nodes } = exampleArtifacts({ project })['manifest.json'];
      const models = Object.values<any>(nodes).filter(
        ({ resource_type: type, original_file_path: file, language }) =>
          type === 'model' && file !== '' && language === 'sql',
      );
      const calls = (code: string) =>
        new Set(code.match(/(ref|source)\([^)]+\)/g));

      for (const { raw_code: code, refs, sources } of models) {
        expect(calls(code).size).toBe(refs.length + sources.length);
      }
    },
  );

  it.each(['parcel_network', 'commercial_analytics'] as const)(
    'is compiled in %s without a rest of Jinja',
    project => {
      const { nodes } = exampleArtifacts({ project })['manifest.json'];
      const uncompiled = Object.values<any>(nodes).filter(node =>
        node.compiled_code?.includes('{{'),
      );
      expect(uncompiled.map(({ unique_id: id }) => id)).toEqual([]);
    },
  );
});
