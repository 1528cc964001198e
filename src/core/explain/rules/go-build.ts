import { goBuildOf, type GoBuild } from "../../inference/go-build.ts";
import { contentRule } from "../content-rule.ts";
import { clipped, listed } from "../text.ts";

/** How two Go programs say that they were built. It never accounts for a difference: what is built differs with it. */
export const goBuildRule = contentRule({
  id: "go-build",
  codes: ["file-content", "entry-content"],
  // A program may have any name; what it is shows in its bytes.
  names: /(?:)/,
  decode: goBuildOf,
  account(upload, rebuilt) {
    const there = facts(rebuilt);
    const changed = [...facts(upload)].filter(([fact, value]) => there.get(fact) !== value);
    const names = new Set(facts(upload).keys());
    const missing = [...there].filter(([fact]) => !names.has(fact));
    if (changed.length + missing.length === 0) return null;
    const said = [
      ...changed.map(([fact, value]) => `${fact} ${value}, not ${there.get(fact) ?? "unset"}`),
      ...missing.map(([fact, value]) => `${fact} unset, not ${value}`),
    ];
    return {
      because: `The upload says that it was built otherwise: ${listed(said.map((one) => clipped(one, 120)))}.`,
      remedy: remedyFor(upload, rebuilt),
      complete: false,
    };
  },
});

function facts({ version, path, settings }: GoBuild): ReadonlyMap<string, string> {
  return new Map([["Go", version], ["package", path], ...settings]);
}

function remedyFor({ version, settings }: GoBuild, rebuilt: GoBuild): string {
  if (settings.get("vcs.modified") === "true") {
    return "Build from a clean checkout of the commit that is released.";
  }
  if (version !== rebuilt.version) {
    return `Build with the Go that made the upload: write "toolchain ${clipped(version, 40)}" into go.mod.`;
  }
  return settings.get("-trimpath") === "true"
    ? "Release with the flags of the rebuild, or say the command of the release with --build."
    : "Release with go build -trimpath: without it the folders of the machine are in the program.";
}
