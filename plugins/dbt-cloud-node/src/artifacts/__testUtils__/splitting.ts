import type { JsonPart, JsonPlan, JsonSelection } from '../json/JsonPlan';
import { JsonSplitter } from '../json/JsonSplitter';

/** What is wanted of a document in a test: of each section's value, or of each of its entries. */
export type Wanted = Record<
  string,
  { want: 'value' | 'entries'; select: JsonSelection }
>;

type Entries = Array<[string, unknown]>;

/** What a splitter, or `JSON.parse`, finds in the wanted sections. */
export type Found = Map<string, { value: unknown } | { entries: Entries }>;

/** What the splitter finds in bytes that arrive in chunks of the given sizes, over and over. */
export function split(bytes: Buffer, wanted: Wanted, sizes: number[]): Found {
  const splitter = JsonSplitter.create('test.json', toPlan(wanted));
  const parts: JsonPart[] = [];
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length];
    parts.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  splitter.end();
  return collect(parts);
}

/** What `JSON.parse` finds. Throws where it is not valid JSON, or no object. */
export function parseReference(bytes: Buffer, wanted: Wanted): Found {
  const document = JSON.parse(bytes.toString());
  if (!isObject(document)) {
    throw new SyntaxError('no object');
  }
  const found: Found = new Map();
  for (const [section, { want, select: selection }] of Object.entries(wanted)) {
    if (!Object.hasOwn(document, section)) {
      continue;
    }
    const value = document[section];
    if (want === 'value' || typeof value !== 'object' || value === null) {
      found.set(section, {
        value: want === 'value' ? select(value, selection) : value,
      });
    } else {
      const entries: Entries = Array.isArray(value)
        ? value.map(entry => ['', select(entry, selection)])
        : Object.entries(value).map(([key, entry]) => [
            key,
            select(entry, selection),
          ]);
      found.set(section, { entries });
    }
  }
  return found;
}

function toPlan(wanted: Wanted): JsonPlan {
  return new Map(
    Object.entries(wanted).map(([section, { want, select: selection }]) => [
      section,
      want === 'value'
        ? { want, select: selection }
        : { want, select: () => selection },
    ]),
  );
}

/** The last one of what stands twice, as with `JSON.parse`. */
function collect(parts: JsonPart[]): Found {
  const found: Found = new Map();
  for (const part of parts) {
    if (part.kind === 'start') {
      found.set(part.section, { entries: [] });
    } else if (part.kind === 'value') {
      found.set(part.section, { value: part.value });
    } else {
      const section = found.get(part.section) as { entries: Entries };
      section.entries.push([part.key, part.value]);
    }
  }
  for (const section of found.values()) {
    if ('entries' in section && section.entries.some(([key]) => key !== '')) {
      const byKey: Record<string, unknown> = {};
      for (const [key, value] of section.entries) {
        Object.defineProperty(byKey, key, {
          value,
          configurable: true,
          enumerable: true,
          writable: true,
        });
      }
      section.entries = Object.entries(byKey);
    }
  }
  return found;
}

function select(value: unknown, selection: JsonSelection): unknown {
  if (selection === true || !isObject(value)) {
    return value;
  }
  const wanted = new Map(Object.entries(selection));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => wanted.has(key))
      .map(([key, inner]) => [key, select(inner, wanted.get(key)!)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
