/** A list made from another one, member by member, when a member is asked for; it keeps none of them. */
export class LazyList<T> {
  readonly length: number;
  readonly #from: readonly T[];
  readonly #make: (member: T) => unknown;

  constructor(from: readonly T[], make: (member: T) => unknown) {
    this.length = from.length;
    this.#from = from;
    this.#make = make;
  }

  /** undefined behind the end. */
  at(index: number): unknown {
    const member = this.#from[index];
    return member === undefined ? undefined : this.#make(member);
  }
}
