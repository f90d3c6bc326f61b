/**
 * Which parts of a JSON value are wanted: all of it, or only some fields if it is an object.
 * A value that is no object is taken whole.
 */
export type JsonSelection = true | { readonly [field: string]: JsonSelection };

/**
 * What is wanted of one member of the document.
 *
 * - `value`: the member's value, in one piece
 * - `entries`: each member of the object, or element of the array, that the value is; a value that
 *   is neither comes in one piece
 */
export type JsonSectionPlan =
  | { want: 'value'; select: JsonSelection }
  | {
      want: 'entries';
      /** What is wanted of the entry with a key; array elements have the empty key. */
      select: (key: string) => JsonSelection | undefined;
    };

/** The wanted members of a document, by their key. */
export type JsonPlan = ReadonlyMap<string, JsonSectionPlan>;

/**
 * What a document's wanted members turn out to hold.
 *
 * A section starts once, and once more for every duplicate of its key: the last one counts.
 */
export type JsonPart =
  | { kind: 'start'; section: string }
  | { kind: 'value'; section: string; value: unknown }
  | { kind: 'entry'; section: string; key: string; value: unknown };
