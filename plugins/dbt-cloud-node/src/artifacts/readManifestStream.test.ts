import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { DbtNodeDetails, DbtTestDetails } from '../project/details';
import { chunksOf } from './__testUtils__/chunks';
import {
  modelEntry as model,
  readInChunks as read,
} from './__testUtils__/manifests';
import { readManifest } from './readManifest';

describe('readManifest, from a stream', () => {
  it('hands over the details and waits for them', async () => {
    const received: Array<DbtNodeDetails | DbtTestDetails> = [];
    let pending = 0;
    const manifest = {
      nodes: {
        'model.shop.orders': model({
          columns: {
            id: { name: 'id', data_type: 'int', constraints: [{ type: 'pk' }] },
          },
          contract: { enforced: true },
          compiled_code: 'select 2',
        }),
        'test.shop.x.1': {
          resource_type: 'test',
          name: 'x',
          attached_node: 'model.shop.orders',
          column_name: 'id',
          test_metadata: { name: 'accepted_range', namespace: 'dbt_utils' },
          config: { severity: 'WARN' },
        },
      },
    };
    await readManifest(chunksOf(JSON.stringify(manifest)), {
      name: 'manifest.json',
      onDetails: async details => {
        expect(++pending).toBe(1);
        await new Promise(resolve => setTimeout(resolve, 5));
        received.push(details);
        pending--;
      },
    });
    expect(received).toEqual([
      {
        kind: 'node',
        uniqueId: 'model.shop.orders',
        columns: [
          {
            name: 'id',
            dataType: 'int',
            tags: [],
            meta: {},
            constraints: ['pk'],
          },
        ],
        rawCode: 'select 1',
        compiledCode: 'select 2',
        constraints: [],
        contractEnforced: true,
      },
      {
        kind: 'test',
        uniqueId: 'test.shop.x.1',
        name: 'x',
        testKind: 'generic',
        testName: 'dbt_utils.accepted_range',
        testedNodes: ['model.shop.orders'],
        columnName: 'id',
        severity: 'warn',
      },
    ]);
  });

  it('reads gzipped bytes, and says when they are cut off', async () => {
    const zipped = gzipSync(
      JSON.stringify({ nodes: { 'model.a.b': model() } }),
    );
    const { project } = await read(zipped);
    expect(project.nodes.size).toBe(1);
    await expect(read(zipped.subarray(0, 100))).rejects.toThrow(
      /^manifest.json \(at byte \d+\): the gzipped file is damaged or cut off/,
    );
  });

  it.each([
    ['', /the file is empty/],
    ['<html></html>', /HTML/],
    ['{"nodes": {', /cut off/],
    ['{}', /neither metadata nor nodes nor sources/],
    ['{"status": {"code": 404}, "data": null}', /neither metadata/],
    [
      '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/catalog/v1.json"}}',
      /expected a manifest artifact of dbt, but this is a catalog one/,
    ],
  ])('refuses %j', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const reason = new Error('shut down');
    async function* endless() {
      yield Buffer.from('{"nodes": {');
      for (;;) {
        yield Buffer.from(' ');
        controller.abort(reason);
      }
    }
    await expect(
      readManifest(endless(), { name: 'm', signal: controller.signal }),
    ).rejects.toBe(reason);
  });

  it('throws on what its source throws', async () => {
    const failure = new Error('connection reset');
    async function* failing() {
      yield Buffer.from('{"nodes": {');
      throw failure;
    }
    await expect(readManifest(failing(), { name: 'm' })).rejects.toBe(failure);
  });

  it('reads a gzipped answer of a server', async () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `model.shop.m${index}`,
        model({ name: `m${index}`, raw_code: `select ${index} as "é"` }),
      ]),
    );
    // As a file that is packed, not as an encoding that the client takes off.
    const server = createServer((_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/gzip' })
        .end(gzipSync(JSON.stringify({ nodes }))),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const { body } = await fetch(`http://127.0.0.1:${port}/manifest.json.gz`);
      const { project, problems } = await readManifest(body!, {
        name: 'manifest.json.gz',
      });
      expect(problems.map(({ code }) => code)).toEqual([
        'manifest-version-unknown',
      ]);
      expect([...project.nodes.keys()]).toEqual(Object.keys(nodes));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('gives the event loop its turns while a large manifest is read', async () => {
    const entry = JSON.stringify(model({ raw_code: 'select 1 '.repeat(500) }));
    const count = 6000;
    function* pieces() {
      yield Buffer.from('{"nodes": {');
      for (let index = 0; index < count; index++) {
        const comma = index > 0 ? ',' : '';
        yield Buffer.from(`${comma}"model.shop.m${index}": ${entry}`);
      }
      yield Buffer.from('}}');
    }
    const bytes = Buffer.concat([...pieces()]);
    let turns = 0;
    let isReading = true;
    const countTurns = () => {
      turns++;
      if (isReading) {
        setImmediate(countTurns);
      }
    };
    setImmediate(countTurns);
    const start = performance.now();
    const { project } = await readManifest(chunksOf(bytes), { name: 'm' });
    const milliseconds = performance.now() - start;
    isReading = false;
    expect(project.nodes.size).toBe(count);
    // Turns are counted, and not their length, which is longer on a busy machine.
    expect(turns).toBeGreaterThan(Math.min(5, milliseconds / 50));
  });
});
