// Loaded by every instrumented file, in every process: says which mutant is active and, while
// recording, notes which ones were reached. Plain CommonJS, so that the test runner's own module
// registry never holds a second copy.
const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const home = __dirname;
let active = -1;
let recording = false;
const reached = new Set();

/** Reads the switches again; a test process lives through many mutants. */
function begin() {
  active = Number(readFileSync(join(home, "active"), "utf8"));
  recording = existsSync(join(home, "record"));
  reached.clear();
}

function is(number) {
  if (recording && !reached.has(number)) {
    reached.add(number);
    try {
      // At once: a child process may be killed before it could write at its end.
      appendFileSync(join(home, "reached"), `${number}\n`);
    } catch {
      // A process under another user cannot tell; what only it reaches counts as not reached.
    }
  }
  return number === active;
}

/** Stands for an object of which every method hands back the object itself. */
function inert(value) {
  return new Proxy({}, { get: () => () => value });
}

begin();
module.exports = {
  begin,
  never: (number, value) => (is(number) ? false : value),
  always: (number, value) => (is(number) ? true : value),
  other: (number, value, instead) => (is(number) ? instead : value),
  runs: (number) => !is(number),
  without: (number, value) => (is(number) ? inert(value) : value),
  lenient: (number, z) => (is(number) ? { strictObject: (...shape) => z.object(...shape) } : z),
};
