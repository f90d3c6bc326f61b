/**
 * Numbers from 0 to 1 that are the same for the same seed.
 *
 * @see https://en.wikipedia.org/wiki/Linear_congruential_generator
 */
export function createRandom(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(
      64,
      state * 6364136223846793005n + 1442695040888963407n,
    );
    return Number(state >> 32n) / 2 ** 32;
  };
}
