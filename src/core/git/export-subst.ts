/** What placeholders can name of a commit; every value has one char per byte. */
export interface CommitTexts {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: CommitPerson;
  readonly committer: CommitPerson;
  /** First line of a one-line first paragraph; null where git would join or cut lines. */
  readonly subject: string | null;
  /** The tag by which the commit was named, without `refs/tags/`; null for none. */
  readonly tag: string | null;
}

/** Who, and when. */
export interface CommitPerson {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970 UTC. */
  readonly time: number;
  /** As the commit spells it, `+0200`. */
  readonly zone: string;
}

/** Shortest abbreviation that git makes, and the shortest by default. */
const SHORTEST = 4;

/**
 * Every text that `export-subst` can make of this one (gitattributes(5); git-log(1), "PRETTY FORMATS"), or null when a
 * placeholder in it stands for something that the commit does not fix. Abbreviated ids have one length for all, since
 * it depends on the packer's clone. Of `%d` and `%D` only the forms that name nothing but the tag of the release count.
 */
export function expansionsOf(
  text: string,
  commit: CommitTexts,
  most: number,
): readonly string[] | null {
  const parts = text.split(/\$Format:([^$]*)\$/);
  const found = new Set<string>();
  for (let length = SHORTEST; length <= commit.id.length; length++) {
    let forms = [""];
    for (const [at, part] of parts.entries()) {
      const made = at % 2 === 0 ? [part] : expandFormat(part, commit, length, most);
      if (made === null) return null;
      forms = forms.flatMap((form) => made.map((one) => form + one));
      if (forms.length > most) return null;
    }
    for (const form of forms) found.add(form);
    if (found.size > most) return null;
  }
  return [...found];
}

function expandFormat(
  format: string,
  commit: CommitTexts,
  length: number,
  most: number,
): readonly string[] | null {
  let forms = [""];
  let rest = format;
  while (rest !== "") {
    const plain = /^[^%]+/.exec(rest)?.[0] ?? "";
    if (plain !== "") {
      forms = forms.map((form) => form + plain);
      rest = rest.slice(plain.length);
      continue;
    }
    const placeholder = /^%(?:[ac][netiIsD]|[a-zA-Z%])/.exec(rest)?.[0];
    const values = placeholder === undefined ? null : valuesOf(placeholder, commit, length);
    // mutant `placeholder === undefined`: what is no placeholder has no values
    if (placeholder === undefined || values === null) return null;
    forms = forms.flatMap((form) => values.map((value) => form + value));
    // At once: the commit may repeat a placeholder of two values as often as it likes.
    if (forms.length > most) return null;
    rest = rest.slice(placeholder.length);
  }
  return forms;
}

function valuesOf(
  placeholder: string,
  commit: CommitTexts,
  length: number,
): readonly string[] | null {
  const { id, tree, parents, tag } = commit;
  switch (placeholder) {
    case "%%":
      return ["%"];
    case "%n":
      return ["\n"];
    case "%H":
      return [id];
    case "%T":
      return [tree];
    case "%P":
      return [parents.join(" ")];
    case "%h":
      return [id.slice(0, length)];
    case "%t":
      return [tree.slice(0, length)];
    case "%s":
      return commit.subject === null ? null : [commit.subject];
    case "%d":
      return tag === null ? null : [` (tag: ${tag})`, ` (HEAD, tag: ${tag})`];
    case "%D":
      return tag === null ? null : [`tag: ${tag}`, `HEAD, tag: ${tag}`];
    default:
      return personValues(placeholder, commit);
  }
}

function personValues(placeholder: string, commit: CommitTexts): readonly string[] | null {
  const [, who, what] = /^%([ac])(.)$/.exec(placeholder) ?? [];
  const person = who === "a" ? commit.author : commit.committer;
  const local = localTime(person);
  switch (what ?? "") {
    case "n":
      return [person.name];
    case "e":
      return [person.email];
    case "t":
      return [String(person.time)];
    case "i":
      return local === null ? null : [`${local.date} ${local.clock} ${person.zone}`];
    case "s":
      return local === null ? null : [local.date];
    case "I": {
      if (local === null) return null;
      const zone = `${person.zone.slice(0, 3)}:${person.zone.slice(3)}`;
      const stamp = `${local.date}T${local.clock}`;
      // Since 2.45 git writes Z for UTC.
      return zone === "+00:00" ? [`${stamp}${zone}`, `${stamp}Z`] : [`${stamp}${zone}`];
    }
    default:
      return null;
  }
}

/** Date and time of day where the person was; null for a zone or time that git may treat in some other way. */
function localTime({ time, zone }: CommitPerson): { date: string; clock: string } | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d)([0-5]\d)$/.exec(zone) ?? [];
  if (sign === undefined || Number(hours) > 14) return null;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === "-" ? -1 : 1);
  if (time + offset < 0) return null;
  const iso = new Date((time + offset) * 1000).toISOString();
  return { date: iso.slice(0, 10), clock: iso.slice(11, 19) };
}
