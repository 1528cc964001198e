/** Flags that the documentation of later versions names: unknown here, and refused with a word on what to do now. */
export const ABSENT_FLAGS: Readonly<Record<string, string>> = {
  policy: "policy files are not read by this version; the exit code alone decides",
  waivers: "waivers are not read by this version; nothing but the listed normalisers is accepted",
  preset: "presets are not part of this version; say the command with --build",
};

/** Values that a flag will take one day. */
export const ABSENT_FORMATS: readonly string[] = ["sarif"];

/** Commands that are not part of this version. */
export const ABSENT_COMMANDS: readonly string[] = [
  "policy",
  "lint",
  "timeline",
  "bisect",
  "reproduce",
  "init",
  "doctor",
  "audit",
];
