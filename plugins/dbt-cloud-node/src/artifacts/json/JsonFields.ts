/**
 * Which parts of a JSON value are wanted: all of it, or only some fields if it is an object.
 * A value that is no object is taken whole.
 */
export type JsonSelection = true | { readonly [field: string]: JsonSelection };

/** A compiled {@link JsonSelection}. */
export type JsonPick = 'whole' | JsonFields;

interface Field {
  name: string;
  bytes: Buffer;
  pick: JsonPick;
}

const BACKSLASH = 0x5c;
// eslint-disable-next-line no-control-regex
const NEEDS_PARSING = /[\\\u0000-\u001f]/;

/** Finds the wanted fields of an object by the bytes of their keys. */
export class JsonFields {
  readonly #fields: Field[];
  readonly #byLength: Field[][];

  static compile(selection: JsonSelection): JsonPick {
    if (selection === true) {
      return 'whole';
    }
    return new JsonFields(
      Object.entries(selection).map(([name, inner]) => ({
        name,
        bytes: Buffer.from(name),
        pick: JsonFields.compile(inner),
      })),
    );
  }

  private constructor(fields: Field[]) {
    const longest = Math.max(0, ...fields.map(field => field.bytes.length));
    this.#fields = fields;
    this.#byLength = Array.from({ length: longest + 1 }, (_, length) =>
      fields.filter(field => field.bytes.length === length),
    );
  }

  /** What is wanted of the field whose key stands, without its quotes, between two positions. */
  find(bytes: Buffer, start: number, end: number): JsonPick | undefined {
    const length = end - start;
    if (length < this.#byLength.length) {
      for (const field of this.#byLength[length]) {
        if (isAt(field.bytes, bytes, start)) {
          return field.pick;
        }
      }
    }
    if (!hasEscape(bytes, start, end)) {
      return undefined;
    }
    const name = decodeKey(bytes, start, end);
    return this.#fields.find(field => field.name === name)?.pick;
  }
}

/**
 * The text of a key that stands, without its quotes, between two positions.
 *
 * @throws SyntaxError where the key has an escape or a character that JSON does not allow
 */
export function decodeKey(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  return NEEDS_PARSING.test(text) ? JSON.parse(`"${text}"`) : text;
}

function isAt(wanted: Buffer, bytes: Buffer, start: number): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (wanted[index] !== bytes[start + index]) {
      return false;
    }
  }
  return true;
}

function hasEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    if (bytes[index] === BACKSLASH) {
      return true;
    }
  }
  return false;
}
