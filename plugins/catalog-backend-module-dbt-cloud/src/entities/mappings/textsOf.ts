/**
 * The texts of a value in `meta`: one, or the items of a list. Numbers and booleans are texts too;
 * what is empty or a mapping is none.
 *
 * @internal
 */
export function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value.flat(Infinity) : [value];
  return values
    .filter(item => ['string', 'number', 'boolean'].includes(typeof item))
    .map(item => String(item).trim())
    .filter(text => text !== '');
}

/**
 * What a text can name: a name may have a comma in it, and a text may list several.
 *
 * @internal
 */
export function namesIn(text: string): string[] {
  return [...new Set([text, ...partsOf(text)])];
}

/**
 * The parts of a text that lists several things, separated by commas or semicolons.
 *
 * @internal
 */
export function partsOf(text: string): string[] {
  return text
    .split(/[,;]/)
    .map(part => part.trim())
    .filter(part => part !== '');
}
