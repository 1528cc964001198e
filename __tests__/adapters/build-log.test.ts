import { describe, expect, it } from "@jest/globals";
import { BuildLog } from "../../src/adapters/build-log.ts";

function logOf(...chunks: readonly string[]): BuildLog {
  const log = new BuildLog();
  for (const chunk of chunks) log.append(Buffer.from(chunk));
  return log;
}

describe("BuildLog", () => {
  it("keeps a short log whole, without the last line break", () => {
    expect(logOf("one\ntw", "o\n").tail()).toBe("one\ntwo");
    expect(logOf("no end").tail()).toBe("no end");
    expect(logOf().tail()).toBe("");
  });

  it("keeps the last 200 lines", () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `line ${String(at)}`);
    expect(
      logOf(`${lines.join("\n")}\n`)
        .tail()
        .split("\n"),
    ).toEqual(lines.slice(-200));
  });

  it("keeps the last 16 KiB, without the line that was cut", () => {
    const long = "x".repeat(10_000);
    expect(logOf(`${long}1\n${long}2\n`).tail()).toBe(`${long}2`);
    expect(logOf("y".repeat(20_000)).tail()).toBe("y".repeat(16 * 1024));
  });

  it("counts a gigabyte and holds none of it", () => {
    const log = new BuildLog();
    const chunk = Buffer.alloc(64 * 1024, "z\n");
    const before = process.memoryUsage();
    for (let at = 0; at < 16 * 1024; at++) log.append(chunk);
    const after = process.memoryUsage();
    expect(log.total).toBe(2 ** 30);
    expect(log.tail().length).toBeLessThanOrEqual(16 * 1024);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(128 * 2 ** 20);
  });

  it("does not move its tail for each of many small writes", () => {
    const log = new BuildLog();
    const start = performance.now();
    for (let at = 0; at < 100_000; at++) log.append(Buffer.from("x"));
    expect(log.total).toBe(100_000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
