import type { FieldKey } from "./fields.ts";
import type { Fields } from "./model.ts";

/** Collects fields of one thing and hands out one shared object per distinct set, so that a field costs nothing. */
export class InternedFields {
  readonly #known = new Map<string, Fields>();
  #keys: FieldKey[] = [];
  #values: string[] = [];
  #text = "";

  /** Adds a field to the set being collected; the order of calls is part of the set. */
  add(key: FieldKey, value: string): void {
    this.#keys.push(key);
    this.#values.push(value);
    // Keys contain no colon, and the length in front keeps two values from running into one another.
    this.#text += `${key}:${String(value.length)}:${value}`;
  }

  /** The collected set; the next call starts an empty one. */
  take(): Fields {
    let fields = this.#known.get(this.#text);
    if (fields === undefined) {
      fields = new Map(this.#keys.map((key, at) => [key, this.#values[at] ?? ""]));
      this.#known.set(this.#text, fields);
    }
    this.#keys = [];
    this.#values = [];
    this.#text = "";
    return fields;
  }
}
