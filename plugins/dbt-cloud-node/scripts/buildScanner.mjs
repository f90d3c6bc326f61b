// Compiles the scanner in `assembly` to the WebAssembly that `src` carries with it.
// With --check it only fails where `src` carries another one.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = new URL(
  '../src/artifacts/json/scannerModule.ts',
  import.meta.url,
);
// What a value may take of memory: more than JavaScript can have as one string.
const MOST_PAGES = 16 * 1024;

const source = moduleSource(await compile());
if (!process.argv.includes('--check')) {
  await writeFile(target, source);
} else if ((await readFile(target, 'utf8')) !== source) {
  console.error(
    'scannerModule.ts is not what assembly/ compiles to: run "yarn build:scanner"',
  );
  process.exitCode = 1;
}

async function compile() {
  let compiled;
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--outFile',
      'scanner.wasm',
      '-O3',
      '--converge',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--maximumMemory',
      String(MOST_PAGES),
      '--use',
      'abort=',
      '--pedantic',
      '--baseDir',
      root,
    ],
    {
      writeFile: (_, contents) => {
        compiled = contents;
      },
    },
  );
  if (error) {
    throw new Error(`${error.message}\n${stderr}`);
  }
  return compiled;
}

function moduleSource(bytes) {
  const base64 = Buffer.from(bytes).toString('base64');
  return `// Made of \`assembly\` by \`yarn build:scanner\`.

/** The scanner's WebAssembly, as Base64. */
export const SCANNER_MODULE =
  '${base64}';
`;
}
