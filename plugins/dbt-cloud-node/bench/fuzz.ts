import { isDeepStrictEqual, parseArgs } from 'node:util';
import {
  parseReference,
  split,
  type Wanted,
} from '../src/artifacts/__testUtils__/splitting';
import { ArtifactError } from '../src/artifacts/ArtifactError';
import { JsonSplitter } from '../src/artifacts/json/JsonSplitter';
import { ManifestBuilder } from '../src/artifacts/manifest/ManifestBuilder';
import { manifestPlan } from '../src/artifacts/manifest/manifestPlan';
import { below, createRandom, mutate, type Random } from './mutate';
import { macros, model, modelId, sources, testsOf } from './syntheticProject';

const USAGE = 'npm run fuzz -- [--inputs N] [--seed N]';
const PROGRESS_EVERY = 10_000;

const WANTED: Wanted = {
  metadata: { want: 'value', select: { project_name: true, quoting: true } },
  nodes: {
    want: 'entries',
    select: {
      name: true,
      config: { meta: true, tags: true },
      depends_on: { nodes: true },
      raw_code: true,
      version: true,
    },
  },
  sources: { want: 'entries', select: true },
};

type Outcome = 'read' | 'refused';

/**
 * Reads mutated manifests and compares with `JSON.parse`: what it reads must be read the same, and
 * what it refuses must be refused.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const inputs = Number(values.inputs);
  const random = createRandom(Number(values.seed));
  const originals = createOriginals();
  const outcomes = { read: 0, refused: 0 };
  process.stdout.write(`seed ${values.seed}\n`);
  for (let input = 1; input <= inputs; input++) {
    const original = originals[below(random, originals.length)];
    const mutated = mutate(original, random);
    try {
      outcomes[check(mutated, random)]++;
      await checkManifest(mutated);
    } catch (error) {
      process.stderr.write(
        `input ${input} of seed ${values.seed}: ${mutated.toString(
          'base64',
        )}\n`,
      );
      throw error;
    }
    if (input % PROGRESS_EVERY === 0 || input === inputs) {
      process.stdout.write(
        `${input} inputs: ${outcomes.read} read, ${outcomes.refused} refused\n`,
      );
    }
  }
}

function check(bytes: Buffer, random: Random): Outcome {
  const sizes = [1 + below(random, 50), 1 + below(random, 5000)];
  const expected = attempt(() => parseReference(bytes, WANTED));
  const actual = attempt(() => split(bytes, WANTED, sizes));
  if ('error' in actual) {
    if (!(actual.error instanceof ArtifactError)) {
      throw actual.error;
    }
    if (!('error' in expected)) {
      throw new Error('refused what JSON.parse reads', { cause: actual.error });
    }
    return 'refused';
  }
  if ('error' in expected) {
    throw new Error('read what JSON.parse refuses', { cause: expected.error });
  }
  if (!isDeepStrictEqual(actual.value, expected.value)) {
    throw new Error('read something else than JSON.parse');
  }
  return 'read';
}

/** Whatever the manifest holds, it is read or refused with an error that says why. */
async function checkManifest(bytes: Buffer): Promise<void> {
  const builder = ManifestBuilder.create('manifest.json');
  const splitter = JsonSplitter.create('manifest.json', manifestPlan(false));
  try {
    splitter.push(bytes).forEach(part => builder.add(part));
    splitter.end();
    await builder.finish();
  } catch (error) {
    if (!(error instanceof ArtifactError)) {
      throw error;
    }
  }
  if ('polluted' in {}) {
    throw new Error('a key became the prototype of all objects');
  }
}

function createOriginals(): Buffer[] {
  const nodes = Object.fromEntries(
    [0, 1].flatMap(index => [
      [modelId(index), model(index)],
      ...testsOf(index).slice(0, 1),
    ]),
  );
  const manifest = {
    metadata: { project_name: 'warehouse', quoting: { database: true } },
    macros: Object.fromEntries([macros().next().value!]),
    sources: Object.fromEntries([sources().next().value!]),
    nodes,
    parent_map: { a: ['b'], c: [] },
  };
  const small = {
    nodes: { a: { name: 'é"\\', config: { meta: { a: [1, {}] } } }, b: null },
    sources: [1.5, '\u2028', true, { x: -0 }],
    metadata: {},
  };
  return [
    Buffer.from(JSON.stringify(small)),
    Buffer.from(JSON.stringify(small, null, 2)),
    Buffer.from(JSON.stringify(manifest)),
  ];
}

function attempt<T>(action: () => T): { value: T } | { error: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n${error.cause?.stack ?? ''}\n`);
  process.exitCode = 1;
});
