/** One way in which archives come to a machine that installs this project's tools or runs its tests. */
export interface Source {
  /** First column of the list. */
  readonly id: string;
  /** The rule of this source: which archives come, and by what. */
  readonly rule: string;
  /** Why it cannot be asked on this machine; undefined when it can. */
  obstacle(): string | undefined;
  /** Every archive that comes, by its name in the list; none left out. Files lie in or below `folder`. */
  collect(folder: string): Promise<ReadonlyMap<string, string>>;
  /** These archives of the list once more. One that is no longer to be had is absent from the answer. */
  fetch(names: readonly string[], folder: string): Promise<ReadonlyMap<string, string>>;
}
