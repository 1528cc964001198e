import { join } from "node:path";
import { missing, type Judge } from "./judge.ts";
import { askByLine } from "./line-judge.ts";
import { FULL_SIGHT } from "./listing.ts";

const SCRIPT = join(import.meta.dirname, "cpython.py");

function cpython(name: string): Judge {
  return {
    name,
    missing: missing("python3", ["-c", "import tarfile, zipfile"]),
    sight: FULL_SIGHT,
    list: (files) => askByLine("python3", [SCRIPT], files),
  };
}

/** CPython's `tarfile`. */
export const cpythonTar: Judge = cpython("CPython tarfile");

/** CPython's `zipfile`. */
export const cpythonZip: Judge = cpython("CPython zipfile");
