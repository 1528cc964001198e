import type { Readable } from "node:stream";

/** Waits for the rest of a stream, but no longer than this: a process that was not found may keep the pipe open. */
export async function drained(stream: Readable | null, patienceMs: number): Promise<void> {
  if (stream === null || stream.closed) return;
  await new Promise<void>((resolve) => {
    const enough = setTimeout(resolve, patienceMs);
    stream.once("close", () => {
      clearTimeout(enough);
      resolve();
    });
  });
  stream.destroy();
}
