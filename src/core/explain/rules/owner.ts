import type { Fields } from "../../archive/model.ts";
import type { Rule } from "../rule.ts";
import { clipped } from "../text.ts";

const OWNER_FIELDS = ["tar.uid", "tar.gid", "tar.uname", "tar.gname"] as const;

/** Owner and group of tar entries: the account that packed. */
export const ownerRule: Rule = {
  id: "owner",
  codes: ["entry-owner"],
  explain({ upload, other }) {
    if (upload.entry === null || other.entry === null) return null;
    const here = upload.entry.fields;
    const there = other.entry.fields;
    if (OWNER_FIELDS.every((field) => here.get(field) === there.get(field))) return null;
    const privileged = [upload.entry, other.entry].some(
      ({ mode }) => mode === null || (mode & 0o6000) !== 0,
    );
    return {
      because: `Packed by another account: ${ownerOf(here)} in the upload, ${ownerOf(there)} in the rebuild.`,
      remedy: "Pack with `tar --owner=0 --group=0 --numeric-owner`.",
      complete: !privileged,
    };
  },
};

function ownerOf(fields: Fields): string {
  const [uid, gid, uname, gname] = OWNER_FIELDS.map((field) =>
    clipped(fields.get(field) ?? "", 32),
  );
  const names = uname === "" && gname === "" ? "" : ` (${uname ?? ""}:${gname ?? ""})`;
  return `${uid === "" ? "?" : (uid ?? "?")}:${gid === "" ? "?" : (gid ?? "?")}${names}`;
}
