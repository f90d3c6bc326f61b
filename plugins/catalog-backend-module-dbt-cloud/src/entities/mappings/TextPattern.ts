import { RE2JS } from 're2js';

/**
 * What a pattern found in a text.
 *
 * @internal
 */
export interface TextMatch {
  /** The captures; the first item is what matched as a whole. */
  groups: readonly string[];
  named: ReadonlyMap<string, string>;
}

/**
 * A regular expression in the syntax of RE2: without lookaround and back-references, so that the time
 * it takes never grows faster than the text, whatever the pattern.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 * @internal
 */
export class TextPattern {
  readonly #pattern: RE2JS;

  /** @throws an error that says what is wrong with the expression. */
  static compile(expression: string): TextPattern {
    return new TextPattern(RE2JS.compile(expression));
  }

  private constructor(pattern: RE2JS) {
    this.#pattern = pattern;
  }

  get groupCount(): number {
    return this.#pattern.groupCount();
  }

  get groupNames(): string[] {
    return Object.keys(this.#pattern.namedGroups());
  }

  /** The first match anywhere in a text. A capture that took no part in it is empty. */
  match(text: string): TextMatch | undefined {
    const matcher = this.#pattern.matcher(text);
    if (!matcher.find()) {
      return undefined;
    }
    const groups: string[] = [];
    for (let group = 0; group <= this.groupCount; group++) {
      groups.push(matcher.group(group) ?? '');
    }
    const named = this.groupNames.map(
      name => [name, matcher.group(name) ?? ''] as const,
    );
    return { groups, named: new Map(named) };
  }
}
