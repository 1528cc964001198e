import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** One sentence for each relative link of a page whose file or anchor is not there; `page` is relative to `root`. */
export function deadLinks(root: string, page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8");
  return linksOf(text).flatMap((link) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return [];
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : posix.join(posix.dirname(page), decodeURI(path));
    const file = join(root, target);
    if (target.startsWith("..") || !existsSync(file)) return [`${page}: ${link} has no file`];
    if (anchor === undefined) return [];
    const known =
      statSync(file).isFile() && target.endsWith(".md")
        ? anchorsOf(readFileSync(file, "utf8"))
        : [];
    return known.includes(anchor) ? [] : [`${page}: ${link} has no heading`];
  });
}

/** Where a page points to: links, images and definitions. */
export function linksOf(markdown: string): readonly string[] {
  return nodesOf(markdown).flatMap((node) =>
    node.type === "link" || node.type === "image" || node.type === "definition" ? [node.url] : [],
  );
}

/**
 * The anchors that GitHub makes of a page's headings: lower case, punctuation gone, blanks to dashes, and a number where
 * one is taken.
 */
export function anchorsOf(markdown: string): readonly string[] {
  const seen = new Map<string, number>();
  return nodesOf(markdown)
    .filter((node) => node.type === "heading")
    .map((heading) => {
      const plain = textOf(heading)
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
        .replaceAll(" ", "-");
      const count = seen.get(plain) ?? 0;
      seen.set(plain, count + 1);
      return count === 0 ? plain : `${plain}-${String(count)}`;
    });
}

/** Pages that a page names in plain text, where a reader would want to click. */
export function unlinkedPages(markdown: string): readonly string[] {
  return nodesOf(markdown).flatMap((node) =>
    node.type === "text" ? (node.value.match(/\bdocs\/[\w-]+\.md\b/g) ?? []) : [],
  );
}

/** Pages are asked for once per link to them, and reading one takes a while. */
const read = new Map<string, readonly Nodes[]>();

function nodesOf(markdown: string): readonly Nodes[] {
  const known = read.get(markdown);
  if (known !== undefined) return known;
  const found: Nodes[] = [];
  read.set(markdown, found);
  const visit = (node: Nodes): void => {
    found.push(node);
    // The text of a link is not plain text.
    if ("children" in node && node.type !== "link") node.children.forEach(visit);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return found;
}

function textOf(node: Nodes): string {
  if ("children" in node) return node.children.map(textOf).join("");
  return "value" in node ? node.value : "";
}
