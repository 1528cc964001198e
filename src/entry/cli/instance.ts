import { resolve } from "node:path";
import type { Scratch, TrustedRootText } from "../../app/ports.ts";
import { readWholeFile } from "../../adapters/whole-file.ts";
import { InputError } from "../../core/errors.ts";
import { BUILT_IN_INSTANCES, builtInInstance, parseInstance } from "../../core/instance.ts";
import type { Instance } from "../../core/instance.ts";
import type { Flag, Shell } from "./command.ts";

/** Choice of a Sigstore deployment, for the commands that sign or verify. */
export const INSTANCE_FLAGS: readonly Flag[] = [
  {
    name: "instance",
    value: "NAME|FILE",
    fallback: "public-good",
    meaning: `Sigstore deployment: ${BUILT_IN_INSTANCES.map(({ name }) => name).join(", ")}, or a JSON file that describes one.`,
  },
  {
    name: "trusted-root",
    value: "FILE",
    fallback: "from the deployment's TUF repository",
    meaning: "Keys and certificates to start from: a trusted_root.json.",
  },
];

const LARGEST_INSTANCE = 64 * 1024;

/** The deployment of that name, else the one that the file of that name describes. Throws `InputError`. */
export async function findInstance(
  nameOrFile: string,
  shell: Pick<Shell, "directory">,
): Promise<Instance> {
  const builtIn = builtInInstance(nameOrFile);
  if (builtIn !== undefined) return builtIn;
  const file = resolve(shell.directory, nameOrFile);
  const bytes = await readWholeFile(
    file,
    LARGEST_INSTANCE,
    `${BUILT_IN_INSTANCES.map(({ name }) => name).join(", ")}, or a file that describes an instance`,
  );
  return parseInstance(new TextDecoder().decode(bytes), nameOrFile);
}

/** Where trust starts: the file that was named, else (unless offline) the deployment's own repository. */
export async function findTrustedRoot(
  file: string | undefined,
  instance: Instance,
  offline: boolean,
  scratch: Scratch,
  shell: Pick<Shell, "directory">,
): Promise<TrustedRootText> {
  const { fileTrustedRoot, updatedTrustedRoot } = await import("../../adapters/trusted-root.ts");
  if (file !== undefined) return fileTrustedRoot(resolve(shell.directory, file));
  if (!offline) return updatedTrustedRoot(instance, scratch);
  throw new InputError("trusted-root-invalid", {
    expected: "--trusted-root FILE together with --offline",
    found: "no file",
    next: "Fetch a trusted_root.json while online, and pass it.",
  });
}
