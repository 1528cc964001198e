import type { Command, Shell } from "./command.ts";
import { COMMANDS, isCommandName } from "./commands.ts";

/**
 * The program: takes the arguments after its name, resolves to the exit code. Nothing but the named command is loaded,
 * and of it nothing heavy before it is known that it can run.
 */
export async function main(argv: readonly string[], shell: Shell): Promise<number> {
  const [first, ...rest] = argv;
  if (first === "--help" || first === "-h" || first === "help") {
    const [name] = rest;
    const { overview } = await import("./overview.ts");
    if (name === undefined) await shell.stdout.write(overview());
    else return (await load(name)).execute(["--help"], shell);
    return 0;
  }
  if (first === undefined) {
    const { overview } = await import("./overview.ts");
    await shell.stderr.write(overview());
    return 2;
  }
  return (await load(first)).execute(rest, shell);
}

async function load(name: string): Promise<Command> {
  if (isCommandName(name)) return COMMANDS[name].load();
  const { unknownCommand } = await import("./overview.ts");
  throw unknownCommand(name);
}
