import type { Fields } from "../../archive/model.ts";
import { entryRule } from "../entry-rule.ts";
import { clipped } from "../text.ts";

const OWNER_FIELDS = ["tar.uid", "tar.gid", "tar.uname", "tar.gname"] as const;

/** Owner and group of tar entries: the account that packed. */
export const ownerRule = entryRule("owner", ["entry-owner"], ({ upload, rebuilt }) => {
  const here = upload.fields;
  const there = rebuilt.fields;
  if (OWNER_FIELDS.every((field) => here.get(field) === there.get(field))) return null;
  return {
    because: `Packed by another account: ${ownerOf(here)} in the upload, ${ownerOf(there)} in the rebuild.`,
    remedy: "Pack with `tar --owner=0 --group=0 --numeric-owner`.",
    complete: true,
  };
});

function ownerOf(fields: Fields): string {
  const value = (field: string) => clipped(fields.get(field) ?? "", 32);
  const names = `${value("tar.uname")}:${value("tar.gname")}`;
  return `${value("tar.uid")}:${value("tar.gid")}${names === ":" ? "" : ` (${names})`}`;
}
