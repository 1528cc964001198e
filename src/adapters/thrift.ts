import { setEngineFlags } from "./engine-flags.ts";

/** From so many entries on an archive is a large one: its model decides how much memory the program takes. */
const MANY = 5000;

/**
 * Called with the number of entries read so far: from many on, V8 keeps its heap small. By itself it doubles the space
 * for new objects while much of it survives, as entries do, and lets old objects become several times as many before it
 * looks which of them are needed. Where there is little to keep, that is the faster way.
 */
export function beThrifty(entries: number): void {
  if (entries < MANY) return;
  setEngineFlags("--semi-space-growth-factor=1", "--heap-growing-percent=20");
}
