import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly repository?: string | { readonly url: string };
}

const rule = "=".repeat(80);

/** The package folders (relative to the root) of which at least one byte is in the output. */
export function bundledPackages(metafile: Metafile): readonly string[] {
  const folders = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (bytesInOutput > 0 && folder !== undefined) folders.add(folder);
    }
  }
  return [...folders].sort();
}

/**
 * Name, version, licence id and licence text of every bundled package, in name order. Throws where a
 * package declares no licence, or ships no text and its licence is not one whose text we hold.
 */
export async function licenceReport(root: string, metafile: Metafile): Promise<string> {
  const sections = new Map<string, string>();
  for (const folder of bundledPackages(metafile)) {
    const manifest = JSON.parse(
      await readFile(join(root, folder, "package.json"), "utf8"),
    ) as Manifest;
    const key = `${manifest.name}@${manifest.version}`;
    if (manifest.license === undefined) {
      throw new Error(`expected ${key} to declare a licence, found none; do not bundle it`);
    }
    const shipped = await shippedTexts(join(root, folder));
    const texts = shipped.length > 0 ? shipped : [await declaredText(root, manifest)];
    const body = [...texts, ...(await referredTexts(manifest.license))].join("\n\n");
    sections.set(key, `${rule}\n${key}\nLicence: ${manifest.license}\n${rule}\n\n${body}\n`);
  }
  const ordered = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return [
    `The programs in this folder contain code of ${String(ordered.length)} packages.\n`,
    ...ordered,
  ].join("\n");
}

/** A licence that refers to another one, whose text has to be handed on with it. */
const REFERS_TO: Readonly<Record<string, string>> = { "LGPL-3.0": "gpl-3.0.txt" };

async function referredTexts(licence: string): Promise<readonly string[]> {
  const file = REFERS_TO[licence];
  if (file === undefined) return [];
  return [(await readFile(join(import.meta.dirname, "licences", file), "utf8")).trim()];
}

async function shippedTexts(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  return await Promise.all(
    names.map(async (name) =>
      (await readFile(join(folder, name), "utf8")).replaceAll("\r\n", "\n").trim(),
    ),
  );
}

/** For the few packages without a licence file: the standard text of the licence they declare. */
async function declaredText(root: string, manifest: Manifest): Promise<string> {
  const author =
    typeof manifest.author === "string"
      ? manifest.author
      : (manifest.author?.name ?? manifest.name);
  const repository =
    typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
  const declared = manifest.license ?? "";
  const origin =
    `The package ships no licence file. It declares ${declared}` +
    (repository === undefined ? "." : `; its source is ${repository}.`);
  return `${origin}\n\n${await standardText(root, declared, author, manifest.name)}`;
}

async function standardText(
  root: string,
  declared: string,
  author: string,
  name: string,
): Promise<string> {
  switch (declared) {
    case "Apache-2.0":
      return (await readFile(join(root, "LICENSE"), "utf8")).trim();
    case "MIT":
      return `Copyright (c) ${author}\n\n${mit}`;
    case "ISC":
      return `Copyright (c) ${author}\n\n${isc}`;
    default:
      throw new Error(
        `expected ${name} to ship its licence text, found none for ${declared}; add the standard text to scripts/licences.ts`,
      );
  }
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const isc = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee
is hereby granted, provided that the above copyright notice and this permission notice appear in all
copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE
AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE
OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS
SOFTWARE.`;
