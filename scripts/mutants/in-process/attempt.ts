import { stripVTControlCharacters } from "node:util";
import type { Body } from "./test-file.ts";

/** As long as jest waits for a test that does not say so itself, in milliseconds. */
const USUAL_PATIENCE = 30_000;

/** The failure of what runs now, from outside of its promise. */
let fail: ((why: string) => void) | null = null;

// jest, too, lays these at the door of the running test.
process.on("uncaughtException", (error) => fail?.(`uncaught: ${textOf(error)}`));
process.on("unhandledRejection", (reason) => fail?.(`unhandled: ${textOf(reason)}`));
// Nothing is left that could ever wake the test: there is no need to wait for the end of patience.
process.on("beforeExit", () => fail?.("waits for what never comes"));

/**
 * Runs a hook or a test; why it failed, or null. What waits for nothing fails at once, what waits for
 * a process or a timer when `timeout` milliseconds are over (null: as many as jest grants).
 */
export async function attempt(body: Body, timeout: number | null): Promise<string | null> {
  const channel = process.channel;
  channel?.unref();
  let timer: NodeJS.Timeout | undefined;
  const outside = new Promise<string>((resolve) => {
    fail = resolve;
    timer = setTimeout(resolve, timeout ?? USUAL_PATIENCE, "took too long");
    timer.unref();
  });
  try {
    return await Promise.race([outside, ended(body)]);
  } finally {
    clearTimeout(timer);
    fail = null;
    channel?.ref();
  }
}

async function ended(body: Body): Promise<string | null> {
  try {
    await body();
    return null;
  } catch (error) {
    return textOf(error);
  }
}

/** The first words of an error, on one line and without colours. */
function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return stripVTControlCharacters(text).replaceAll(/\s+/g, " ").slice(0, 200);
}
