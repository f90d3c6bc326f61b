/** Numbers that look random and are the same for the same seed. */
export type Random = () => number;

const TOKENS = [
  '"',
  '\\',
  '\\"',
  '\\u00e9',
  '\\ud83d',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  'true',
  '-1.5e3',
  '0',
  ' ',
  '\n',
  '\u0000',
  '"nodes":',
  '"__proto__": {"polluted": true},',
  '"name": "twice",',
  '{"nodes": ',
].map(token => Buffer.from(token));

/** A generator of random numbers from 0 up to 1. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to a limit. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** The same bytes with a few changes at random places. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let count = 1 + below(random, 3); count > 0; count--) {
    mutated = mutateOnce(mutated, random);
  }
  return mutated;
}

function mutateOnce(bytes: Buffer, random: Random): Buffer {
  const at = below(random, bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + below(random, 40));
  const token = TOKENS[below(random, TOKENS.length)];
  switch (below(random, 7)) {
    case 0:
      return replace(bytes, at, at, token);
    case 1:
      return replace(bytes, at, at + 1, token);
    case 2:
      return replace(bytes, at, end, Buffer.alloc(0));
    case 3:
      return replace(bytes, at, at, bytes.subarray(at, end));
    case 4:
      return replace(bytes, at, at + 1, Buffer.from([below(random, 256)]));
    case 5:
      return bytes.subarray(0, at);
    default: {
      // Another place's bytes, which are more likely to make sense than random ones.
      const from = below(random, bytes.length);
      return replace(bytes, at, end, bytes.subarray(from, from + 60));
    }
  }
}

function replace(
  bytes: Buffer,
  start: number,
  end: number,
  by: Buffer,
): Buffer {
  return Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)]);
}
