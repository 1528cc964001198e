import { shellWord } from "../shell-word.ts";
import type { RecipeCommand } from "./preset.ts";

/**
 * A command that puts what was fetched where a program looks for it in its home, so that a command of the caller's own
 * finds it, too. `place` is below `$HOME`, `material` below `$GATE_MATERIALS`; without materials nothing happens.
 */
export function homeLink(material: string, place: string, evidence: string): RecipeCommand {
  const from = `"$GATE_MATERIALS"/${shellWord(material)}`;
  const to = `"$HOME"/${shellWord(place)}`;
  return {
    command: `if [ -d ${from} ]; then mkdir -p "$(dirname ${to})" && ln -sfn ${from} ${to}; fi`,
    evidence,
  };
}
