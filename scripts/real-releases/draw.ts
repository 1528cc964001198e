import { createHash } from "node:crypto";

/** Decides the order in which releases are asked for; it was committed before any of them was checked. */
export const SEED = "publish only what your commit builds";

/** How many releases of each kind are checked: ten of four ecosystems. */
export const SHARES = { npm: 3, python: 3, crate: 2, debian: 2 } as const;

/** A kind of release. */
export type Kind = keyof typeof SHARES;

/** All candidates of a kind, in the order of their hashes under the seed. */
export function drawn(kind: Kind, names: readonly string[]): readonly string[] {
  const key = (name: string) =>
    createHash("sha256").update(`${SEED}\n${kind}\n${name}`).digest("hex");
  return [...new Set(names)]
    .map((name) => [key(name), name] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, name]) => name);
}

/** The candidates of the corpus: all npm packages and crates, and what every Python runs. */
export function corpusCandidates(list: string, kind: Kind): readonly string[] {
  return list
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([source, name = ""]) =>
      kind === "python"
        ? source === "sdist" || (source === "wheel" && name.endsWith("-none-any.whl"))
        : source === kind,
    )
    .map(([, name = ""]) => name);
}

/** The candidates of a Debian package index: upstream tarballs, untouched, of programs whose home is on GitHub. */
export function debianCandidates(index: string): readonly string[] {
  return index.split("\n\n").flatMap((paragraph) => {
    const isProgram = /^Architecture:.*\bany\b/m.test(paragraph);
    const isRepacked = /^Version:.*[+~](?:dfsg|ds|repack)/m.test(paragraph);
    const repository = /^Homepage: https?:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/m.exec(
      paragraph,
    )?.[1];
    const tarball = /\s(\S+\.orig\.tar\.\w+)$/m.exec(paragraph)?.[1];
    if (!isProgram || isRepacked || repository === undefined || tarball === undefined) return [];
    return [`${tarball} ${repository}`];
  });
}
