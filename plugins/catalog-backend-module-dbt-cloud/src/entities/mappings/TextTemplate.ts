import { TextMatch, TextPattern } from './TextPattern';

const PLACEHOLDER = /\$(?:(\d{1,2})|<([^>]*)>|([$&]))/g;

/**
 * A text with captures of a match in it, written as in JavaScript: `$1`, `$<name>`, `$&` for all that
 * matched, `$$` for a dollar sign.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/String/replace
 * @internal
 */
export class TextTemplate {
  readonly #template: string;

  /** @returns undefined where it names a capture that the pattern does not have */
  static create(
    template: string,
    pattern: TextPattern | undefined,
  ): TextTemplate | undefined {
    const captures = new Set(['', ...(pattern?.groupNames ?? [])]);
    for (const [, number, name] of template.matchAll(PLACEHOLDER)) {
      if (
        Number(number ?? 0) > (pattern?.groupCount ?? 0) ||
        !captures.has(name ?? '')
      ) {
        return undefined;
      }
    }
    return new TextTemplate(template);
  }

  private constructor(template: string) {
    this.#template = template;
  }

  expand({ groups, named }: TextMatch): string {
    return this.#template.replace(
      PLACEHOLDER,
      (_, number?: string, name?: string, sign?: string) => {
        if (number !== undefined) {
          return groups[Number(number)];
        }
        if (name !== undefined) {
          return named.get(name)!;
        }
        return sign === '$' ? '$' : groups[0];
      },
    );
  }
}
