import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Whether the file system of this (writable) folder takes `x` and `X` for one name. */
export function foldsCase(folder: string): boolean {
  const probe = path.join(folder, "case-probe");
  writeFileSync(probe, "", { flag: "wx" });
  try {
    return existsSync(path.join(folder, "CASE-PROBE"));
  } finally {
    rmSync(probe);
  }
}
