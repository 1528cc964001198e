// Loaded by every instrumented file, in every process: says which mutant is active and, while
// recording, notes which ones were reached. Plain CommonJS, so that the test runner's own module
// registry never holds a second copy.
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const home = __dirname;
let active = -1;
let recording = false;
let ownNotes = false;
let met = false;
const reached = new Set();

/** Reads the switches again; a test process lives through many mutants. */
function begin() {
  active = Number(readFileSync(join(home, "active"), "utf8"));
  recording = existsSync(join(home, "record"));
  reached.clear();
  met = false;
}

/** Switches all off in this process until it begins again. */
function rest() {
  active = -1;
}

/** Whether this process came to the active one since it began. */
function hasMet() {
  return met;
}

/** From here on this process asks for what it reached itself; only its children write it down. */
function keepNotes() {
  ownNotes = true;
}

/** What this process and its children reached since the last call. */
function takeReached() {
  const notes = join(home, "reached");
  const ofChildren = existsSync(notes) ? readFileSync(notes, "utf8") : "";
  if (ofChildren !== "") writeFileSync(notes, "");
  const taken = {
    reached: [...reached],
    reachedByChildren: [...new Set(ofChildren.split("\n").filter(Boolean).map(Number))],
  };
  reached.clear();
  return taken;
}

function is(number) {
  if (recording && !reached.has(number)) {
    reached.add(number);
    if (!ownNotes) noteForParent(number);
  }
  if (number !== active) return false;
  met = true;
  return true;
}

function noteForParent(number) {
  try {
    // At once: a child process may be killed before it could write at its end.
    appendFileSync(join(home, "reached"), `${number}\n`);
  } catch {
    // A process under another user cannot tell; what only it reaches counts as not reached.
  }
}

/** Stands for an object of which every method hands back the object itself. */
function inert(value) {
  return new Proxy({}, { get: () => () => value });
}

begin();
module.exports = {
  begin,
  rest,
  hasMet,
  keepNotes,
  takeReached,
  never: (number, value) => (is(number) ? false : value),
  always: (number, value) => (is(number) ? true : value),
  other: (number, value, instead) => (is(number) ? instead : value),
  runs: (number) => !is(number),
  without: (number, value) => (is(number) ? inert(value) : value),
  lenient: (number, z) => (is(number) ? { strictObject: (...shape) => z.object(...shape) } : z),
};
