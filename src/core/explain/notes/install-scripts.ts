import type { Difference } from "../difference.ts";
import { jsonObject } from "../json-document.ts";
import { clipped, listed, utf8Text } from "../text.ts";

/** Scripts that package managers run by themselves on install (npm documentation, "Life Cycle Operation Order"). */
const RUN_ON_INSTALL: ReadonlySet<string> = new Set([
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
  "prepublish",
]);

/** The scripts of a package.json that the upload has otherwise, and whether one of them runs on install. */
export function scriptChange({ name, upload, other }: Difference): {
  readonly note: string;
  readonly onInstall: boolean;
} | null {
  if (!/(^|\/)package\.json$/.test(name) || upload.body === null) return null;
  const here = scriptsIn(upload.body);
  const there = other.body === null ? new Map<string, unknown>() : scriptsIn(other.body);
  const changed = [...new Set([...here.keys(), ...there.keys()])].filter(
    (key) => here.get(key) !== there.get(key),
  );
  if (changed.length === 0) return null;
  const onInstall = changed.filter((key) => RUN_ON_INSTALL.has(key) && here.has(key));
  const names = [...onInstall, ...changed.filter((key) => !onInstall.includes(key))].map((key) =>
    clipped(key, 40),
  );
  const runs = onInstall.length === 0 ? "" : "; npm runs these on install";
  return { note: `scripts that differ: ${listed(names)}${runs}`, onInstall: onInstall.length > 0 };
}

function scriptsIn(body: Uint8Array): ReadonlyMap<string, unknown> {
  const text = utf8Text(body);
  const scripts = text === null ? null : jsonObject(text)?.members.get("scripts");
  return typeof scripts === "object" && scripts !== null
    ? new Map(Object.entries(scripts))
    : new Map();
}
