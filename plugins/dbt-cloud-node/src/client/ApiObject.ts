/**
 * Says where an answer of the API is not of the shape it should have.
 *
 * @internal
 */
export class UnexpectedShapeError extends Error {
  name = 'UnexpectedShapeError' as const;

  static create(
    path: string,
    expected: string,
    value: unknown,
  ): UnexpectedShapeError {
    return new UnexpectedShapeError(
      `${path} should be ${expected}, but is ${describe(value)}`,
    );
  }
}

/**
 * Reads the fields of one object of an answer, of which nothing is known yet.
 *
 * @remarks
 *
 * A field that is needed must be there; any other that is `null` or of an unexpected type is
 * taken as missing, since the API grows and old servers know less.
 *
 * @internal
 */
export class ApiObject {
  readonly #fields: Record<string, unknown>;
  readonly #path: string;

  private constructor(fields: Record<string, unknown>, path: string) {
    this.#fields = fields;
    this.#path = path;
  }

  static create(value: unknown, path: string): ApiObject {
    if (!isObject(value)) {
      throw UnexpectedShapeError.create(path, 'an object', value);
    }
    return new ApiObject(value, path);
  }

  /** A number that must be there; some servers write ids as text. */
  number(key: string): number {
    const number = this.optionalNumber(key);
    if (number === undefined) {
      throw this.#unexpected(key, 'a number');
    }
    return number;
  }

  optionalNumber(key: string): number | undefined {
    const value = this.#fields[key];
    if (typeof value === 'string' && /^\d+$/.test(value)) {
      return Number(value);
    }
    return typeof value === 'number' ? value : undefined;
  }

  string(key: string): string {
    const value = this.#fields[key];
    if (typeof value !== 'string') {
      throw this.#unexpected(key, 'a text');
    }
    return value;
  }

  /** A text, missing where it is empty. */
  optionalString(key: string): string | undefined {
    const value = this.#fields[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  optionalBoolean(key: string): boolean | undefined {
    const value = this.#fields[key];
    return typeof value === 'boolean' ? value : undefined;
  }

  optionalStrings(key: string): string[] | undefined {
    const value = this.#fields[key];
    return Array.isArray(value)
      ? value.filter((item): item is string => typeof item === 'string')
      : undefined;
  }

  object(key: string): ApiObject {
    return ApiObject.create(this.#fields[key], `${this.#path}.${key}`);
  }

  optionalObject(key: string): ApiObject | undefined {
    const value = this.#fields[key];
    return isObject(value)
      ? new ApiObject(value, `${this.#path}.${key}`)
      : undefined;
  }

  /** The objects of a list that must be there. */
  objects(key: string): ApiObject[] {
    const value = this.#fields[key];
    if (!Array.isArray(value)) {
      throw this.#unexpected(key, 'a list');
    }
    return value.map((item, index) =>
      ApiObject.create(item, `${this.#path}.${key}[${index}]`),
    );
  }

  optionalObjects(key: string): ApiObject[] | undefined {
    return Array.isArray(this.#fields[key]) ? this.objects(key) : undefined;
  }

  #unexpected(key: string, expected: string): UnexpectedShapeError {
    return UnexpectedShapeError.create(
      `${this.#path}.${key}`,
      expected,
      this.#fields[key],
    );
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts are not repeated: a proxy may have put the request, with its token, into them. */
function describe(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'string':
      return 'a text';
    case 'object':
      return describeObject(value);
    default:
      return String(value);
  }
}

function describeObject(value: object | null): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'a list' : 'an object';
}
