import { TextMatch, TextPattern } from './TextPattern';
import { TextTemplate } from './TextTemplate';

/**
 * What a rule makes of a text of dbt's.
 *
 * @internal
 */
export interface TextTransform {
  /** A text that it does not match is passed over. */
  match?: TextPattern;
  /** What to make of it; by default the first capture, or without any the whole text. */
  value?: TextTemplate;
  /** What to say instead of a value. What it does not have stays as it is. */
  map?: ReadonlyMap<string, string>;
}

/**
 * A text of dbt's as a rule wants it.
 *
 * @internal
 */
export interface TransformedText {
  text: string;
  /** For further templates of the same rule. */
  match: TextMatch;
}

/**
 * Applies a rule to a text.
 *
 * @returns undefined where the rule does not match it, or nothing is left of it
 * @internal
 */
export function transformText(
  { match: pattern, value, map }: TextTransform,
  text: string,
): TransformedText | undefined {
  const match = pattern
    ? pattern.match(text)
    : { groups: [text], named: new Map<string, string>() };
  if (!match) {
    return undefined;
  }
  const said = (value?.expand(match) ?? match.groups[1] ?? text).trim();
  const result = map?.get(said) ?? said;
  return result === '' ? undefined : { text: result, match };
}
