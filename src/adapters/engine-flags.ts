import { setFlagsFromString } from "node:v8";

/** The V8 of Node 24, on which the flags were measured. */
const MEASURED = /^13\./;

/**
 * Sets flags of V8 that change how fast it works and in how much memory, never what comes out. They are no interface:
 * another V8 may not know them and would complain on standard error, so it is left as it is.
 */
export function setEngineFlags(...flags: readonly string[]): void {
  if (!MEASURED.test(process.versions.v8)) return;
  for (const flag of flags) setFlagsFromString(flag);
}
