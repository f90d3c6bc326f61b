/** A JSON object of which nothing is known yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the fields of one entry of an artifact, whatever dbt wrote there: a field that is missing
 * or null is undefined or empty; one of another shape as well, and then {@link complaints} says so.
 */
export class EntryReader {
  readonly #entry: JsonObject;
  readonly #complaints: string[];
  readonly #path: string;

  static create(entry: JsonObject): EntryReader {
    return new EntryReader(entry, [], '');
  }

  private constructor(entry: JsonObject, complaints: string[], path: string) {
    this.#entry = entry;
    this.#complaints = complaints;
    this.#path = path;
  }

  /** What was found wrong so far, here and in the objects within. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** The text of a field, if it has any. */
  text(field: string): string | undefined {
    const value = this.#entry[field];
    if (typeof value === 'string') {
      return value || undefined;
    }
    return this.#missing(field, value, 'a text');
  }

  /** Whether a field is there and holds the empty text. */
  isEmptyText(field: string): boolean {
    return this.#entry[field] === '';
  }

  /** Whether a field is there and holds null. */
  isNull(field: string): boolean {
    return this.#entry[field] === null;
  }

  /** The text of a field that dbt writes as a text or as a number. */
  textOrNumber(field: string): string | undefined {
    const value = this.#entry[field];
    return typeof value === 'number' ? String(value) : this.text(field);
  }

  number(field: string): number | undefined {
    const value = this.#entry[field];
    return typeof value === 'number'
      ? value
      : this.#missing(field, value, 'a number');
  }

  boolean(field: string): boolean | undefined {
    const value = this.#entry[field];
    return typeof value === 'boolean'
      ? value
      : this.#missing(field, value, 'true or false');
  }

  /** The texts of a field that dbt writes as a list, or as a single text. */
  texts(field: string): string[] {
    const value = this.#entry[field];
    if (typeof value === 'string') {
      return value ? [value] : [];
    }
    const items = this.list(field);
    const texts = items.filter(
      (item): item is string => typeof item === 'string',
    );
    if (texts.length < items.length) {
      this.#complain(field, 'a list of texts');
    }
    return texts;
  }

  list(field: string): readonly unknown[] {
    const value = this.#entry[field];
    return Array.isArray(value)
      ? value
      : this.#missing(field, value, 'a list') ?? [];
  }

  /** The object in a field, as it is; empty where there is none. */
  record(field: string): JsonObject {
    const value = this.#entry[field];
    return isJsonObject(value)
      ? value
      : this.#missing(field, value, 'an object') ?? {};
  }

  /** A reader of the object in a field. */
  within(field: string): EntryReader {
    return new EntryReader(
      this.record(field),
      this.#complaints,
      `${this.#path}${field}.`,
    );
  }

  #missing(field: string, value: unknown, expected: string): undefined {
    if (value !== undefined && value !== null) {
      this.#complain(field, expected);
    }
    return undefined;
  }

  #complain(field: string, expected: string): void {
    this.#complaints.push(`${this.#path}${field} is not ${expected}`);
  }
}
