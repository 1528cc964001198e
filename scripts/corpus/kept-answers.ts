import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import type { ArchiveModel } from "../../src/core/archive/model.ts";

/**
 * What judges said in earlier runs, in a file. An answer holds for one judge, one file and what our reader saw in it;
 * whoever wants all judges asked anew deletes the file.
 */
export class KeptAnswers {
  readonly #file: string;
  readonly #answers: Map<string, readonly string[]>;

  private constructor(file: string, answers: Map<string, readonly string[]>) {
    this.#file = file;
    this.#answers = answers;
  }

  static async open(file: string): Promise<KeptAnswers> {
    const text = existsSync(file) ? await readFile(file, "utf8") : "{}";
    const answers = JSON.parse(text) as Record<string, readonly string[]>;
    return new KeptAnswers(file, new Map(Object.entries(answers)));
  }

  get(key: string): readonly string[] | undefined {
    return this.#answers.get(key);
  }

  /** Keeps these answers, the file whole at any time. */
  async keep(
    answers: Iterable<readonly [key: string, differences: readonly string[]]>,
  ): Promise<void> {
    for (const [key, differences] of answers) this.#answers.set(key, differences);
    await writeFile(`${this.#file}.part`, JSON.stringify(Object.fromEntries(this.#answers)));
    await rename(`${this.#file}.part`, this.#file);
  }
}

/** Names an answer: other bytes, another reading or another judge is another answer. */
export function answerKey(judge: string, sha256: string, { entries }: ArchiveModel): string {
  const hash = createHash("sha256");
  for (const { path, type, size, sha256: body, linkTarget } of entries) {
    hash.update(JSON.stringify([path, type, size, body, linkTarget]));
  }
  return [judge, sha256, hash.digest("hex")].join(" ");
}
