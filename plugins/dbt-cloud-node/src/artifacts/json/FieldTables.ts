import type { JsonPick } from './JsonScanner';
import type { JsonSelection } from './JsonPlan';

// As `assembly/parts.ts` numbers them; any other pick is where a table is.
const NOTHING = 0;
const WHOLE = 1;
const ENTRIES = 2;

const WORD = 4;

interface Memory {
  memory: WebAssembly.Memory;
  allocate(size: number): number;
}

type Selected = Exclude<JsonSelection, true>;

/** Writes which fields are wanted into the memory of the scanner, once for each selection. */
export class FieldTables {
  readonly #memory: Memory;
  readonly #tables = new Map<Selected, number>();
  /** Where each table has the fields with a key. */
  readonly #fields = new Map<number, Map<string, number>>();

  static create(memory: Memory): FieldTables {
    return new FieldTables(memory);
  }

  private constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What the scanner knows a pick by. */
  pick(pick: JsonPick): number {
    switch (pick) {
      case 'nothing':
        return NOTHING;
      case 'entries':
        return ENTRIES;
      case true:
        return WHOLE;
      default:
        return this.#tables.get(pick) ?? this.#write(pick);
    }
  }

  /** Where a table has the field with a key, or 0. */
  find(table: number, key: string): number {
    return this.#fields.get(table)?.get(key) ?? 0;
  }

  /** Lays a table out as `assembly/fields.ts` reads it. */
  #write(selection: Selected): number {
    const fields = Object.entries(selection).map(([key, inner]) => ({
      key,
      keyLength: Buffer.byteLength(key),
      pick: this.pick(inner),
    }));
    const longest = Math.max(0, ...fields.map(field => field.keyLength));
    const table = this.#allocate([longest, ...Array(longest + 1).fill(0)]);
    const addresses = new Map<string, number>();
    for (const { key, keyLength, pick } of fields) {
      const first = table + WORD + keyLength * WORD;
      const text = Buffer.from(`${JSON.stringify(key)}:`);
      const next = this.#view().getUint32(first, true);
      const field = this.#allocate([next, pick, text.length], text);
      this.#view().setUint32(first, field, true);
      addresses.set(key, field);
    }
    this.#tables.set(selection, table);
    this.#fields.set(table, addresses);
    return table;
  }

  #allocate(words: number[], text: Uint8Array = new Uint8Array()): number {
    const at = this.#memory.allocate(words.length * WORD + text.length);
    const view = this.#view();
    words.forEach((word, index) =>
      view.setUint32(at + index * WORD, word, true),
    );
    new Uint8Array(view.buffer).set(text, at + words.length * WORD);
    return at;
  }

  #view(): DataView {
    return new DataView(this.#memory.memory.buffer);
  }
}
