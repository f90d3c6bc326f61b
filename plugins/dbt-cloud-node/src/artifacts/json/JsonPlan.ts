import type { JsonPick } from './JsonFields';

/**
 * What is wanted of one member of the document.
 *
 * - `value`: the member's value, in one piece
 * - `entries`: each member of the object, or element of the array, that the value is; a value that
 *   is neither comes in one piece
 */
export type JsonSectionPlan =
  | { want: 'value'; pick: JsonPick }
  | {
      want: 'entries';
      /** What is wanted of the entry with a key; array elements have the empty key. */
      pick: (key: string) => JsonPick | undefined;
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
