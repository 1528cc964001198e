import type { CommitEvidence } from "./evidence.ts";
import { utf8Text } from "./text.ts";
import { pathFromText } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";

/** A Python build backend: the object that `build-backend` names, and the requirement that provides it. */
export interface Backend {
  readonly requirement: string;
  /** How its archives become byte-reproducible; null when there is nothing to do. */
  readonly remedy: string;
}

const SET_EPOCH =
  "Set SOURCE_DATE_EPOCH in the release job to the commit's time (`git log -1 --pretty=%ct`).";
const REPACK =
  "Publish a re-packed archive (`rebuild-gate repack`), or build with a backend that sets all entries alike.";

const BACKENDS: ReadonlyMap<string, Backend> = new Map([
  [
    "setuptools.build_meta",
    {
      requirement: "setuptools",
      remedy: `setuptools does not use SOURCE_DATE_EPOCH for source archives (setuptools#2133): take setuptools-reproducible as the backend. ${REPACK}`,
    },
  ],
  [
    "poetry.core.masonry.api",
    {
      requirement: "poetry-core",
      remedy: `poetry-core 2 gives every entry one time; versions before it pack the files' own. ${REPACK}`,
    },
  ],
  ["flit_core.buildapi", { requirement: "flit_core", remedy: SET_EPOCH }],
  ["hatchling.build", { requirement: "hatchling", remedy: SET_EPOCH }],
  [
    "pdm.backend",
    {
      requirement: "pdm-backend",
      remedy: `pdm-backend writes the time into the gzip header. ${REPACK}`,
    },
  ],
  ["mesonpy", { requirement: "meson-python", remedy: SET_EPOCH }],
  ["maturin", { requirement: "maturin", remedy: SET_EPOCH }],
  ["uv_build", { requirement: "uv_build", remedy: SET_EPOCH }],
]);

/** Where the project says what builds it, as a path of the commit. */
export function projectFile(subdirectory: PathBytes): PathBytes {
  const name = "pyproject.toml";
  return pathFromTextBelow(subdirectory, name);
}

function pathFromTextBelow(subdirectory: PathBytes, name: string): PathBytes {
  return (subdirectory === "" ? pathFromText(name) : `${subdirectory}/${name}`) as PathBytes;
}

/** The backend that the commit's pyproject.toml names in plain form; null if it is not known or not one of ours. */
export function committedBackend(commit: CommitEvidence | null): Backend | null {
  const blob = commit?.blobs.get(projectFile(commit.subdirectory));
  const text = blob === undefined ? null : utf8Text(blob);
  const named =
    text === null ? null : /^build-backend[ \t]*=[ \t]*["']([\w.:]+)["'][ \t]*(#.*)?$/m.exec(text);
  return BACKENDS.get(named?.[1] ?? "") ?? null;
}
