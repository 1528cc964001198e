import type { ArchiveModel, Entry } from "../archive/model.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { Difference } from "./difference.ts";
import type { Account, Rule } from "./rule.ts";

/** One entry as both archives have it, and the archives. */
export interface EntryPair {
  readonly upload: Entry;
  readonly rebuilt: Entry;
  readonly archives: { readonly upload: ArchiveModel; readonly rebuilt: ArchiveModel };
  readonly difference: Difference;
}

/** A rule about how an entry is labelled: it speaks only when both sides have the entry. */
export function entryRule(
  id: string,
  codes: readonly FindingCode[],
  account: (pair: EntryPair) => Account | null,
): Rule {
  return {
    id,
    codes,
    explain(difference) {
      const { upload, other, around } = difference;
      if (upload.entry === null || other.entry === null) return null;
      // mutant: an entry is only ever found inside its archive, so this never holds; it is for the compiler
      if (around.upload === null || around.rebuilt === null) return null;
      const archives = { upload: around.upload, rebuilt: around.rebuilt };
      return account({ upload: upload.entry, rebuilt: other.entry, archives, difference });
    },
  };
}
