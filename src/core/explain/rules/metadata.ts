import {
  coreMetadata,
  fieldDifferences,
  hasBlankContinuation,
  sameForReaders,
} from "../core-metadata.ts";
import type { CoreMetadata, FieldDifference } from "../core-metadata.ts";
import { committedBackend } from "../backend.ts";
import type { Difference } from "../difference.ts";
import { textRule } from "../content-rule.ts";
import { counted, listed } from "../text.ts";
import { generatorsBeside, madeBy, pinFor } from "../wheel-generator.ts";
import type { GeneratorPair } from "../wheel-generator.ts";

/**
 * Core metadata written by another version of the build backend. Complete only when the WHEEL beside it names two
 * versions of one generator and nothing but the order among fields of different names differs. A value that differs
 * stays unexplained.
 */
export const metadataRule = textRule({
  id: "metadata",
  codes: ["entry-content"],
  names: /(^|\/)(PKG-INFO|METADATA)$/,
  decode: coreMetadata,
  account(here, there, difference) {
    const fields = fieldDifferences(here, there);
    const generators = twoVersionsBeside(difference);
    const cause =
      generators === null ? "" : ` The WHEEL beside it says why: ${madeBy(generators)}.`;
    return {
      because: `${sentence(fields, here, there)}${cause}`,
      remedy: generators === null ? remedyFor(difference) : pinFor(generators.upload),
      complete: generators !== null && sameForReaders(here, there) && !hasBlankContinuation(here),
    };
  },
});

/** The generators that the WHEEL beside the metadata names, when they are two versions of one tool. */
function twoVersionsBeside(difference: Difference): GeneratorPair | null {
  const pair = generatorsBeside(difference);
  if (pair === null || pair.upload.name !== pair.rebuilt.name) return null;
  return pair.upload.version === pair.rebuilt.version ? null : pair;
}

function sentence(
  fields: readonly FieldDifference[],
  here: CoreMetadata,
  there: CoreMetadata,
): string {
  const parts = fields.map(({ field, upload, other }) => {
    const values = Math.max(upload.length, other.length);
    const spelling = sameButSpaces(upload, other) ? ", spaces only" : "";
    return `${field} (${counted(values, "value")}${spelling})`;
  });
  if (here.body !== there.body) parts.push("the description");
  return parts.length === 0
    ? "The same metadata fields in another order."
    : `Metadata differs in ${listed(parts)}.`;
}

/** A remark for the reader, never a reason to accept: white space can separate words. */
function sameButSpaces(upload: readonly string[], other: readonly string[]): boolean {
  const bare = (values: readonly string[]) =>
    values.map((value) => value.replaceAll(/[ \t]/g, "")).join("\n");
  return bare(upload) === bare(other);
}

function remedyFor(difference: Difference): string {
  const backend = committedBackend(difference.evidence.commit);
  return backend === null
    ? "Pin the build backend in [build-system] of pyproject.toml to the version that made the upload."
    : `Pin ${backend.requirement} in [build-system] of pyproject.toml to the version that made the upload; the WHEEL file of the same release names it.`;
}
