import type { Comparison } from "../comparison.ts";
import { newResolver } from "../explain/difference.ts";
import type { Difference } from "../explain/difference.ts";
import type { Evidence } from "../explain/evidence.ts";
import { byteExcerpt } from "./byte-excerpt.ts";
import { EXCERPT_CAPS } from "./excerpt.ts";
import type { Excerpt } from "./excerpt.ts";
import { excerptSides } from "./excerpt-sides.ts";
import type { LineDiff } from "./line-diff.ts";
import { isReadable } from "./readable.ts";
import { textExcerpt } from "./text-excerpt.ts";
import type { Bodies } from "./text-excerpt.ts";

/**
 * The comparison with excerpts: the first findings about files, up to the cap, show what differs. A body that is not
 * known, or not proven to be the compared one, is not shown.
 */
export function withExcerpts(
  comparison: Comparison,
  evidence: Evidence,
  diff: LineDiff,
): Comparison {
  const resolver = newResolver(evidence);
  let left: number = EXCERPT_CAPS.perUpload;
  const findings = comparison.findings.map((finding) => {
    if (left === 0 || excerptSides(finding.code) === null) return finding;
    const bodies = bodiesOf(resolver.resolve(finding));
    if (bodies === null) return finding;
    left -= 1;
    return { ...finding, excerpt: excerptOf(bodies, diff) };
  });
  return { ...comparison, findings };
}

function bodiesOf({ finding, upload, other }: Difference): Bodies | null {
  switch (excerptSides(finding.code)) {
    case "both":
      if (upload.body === null || other.body === null) return null;
      return { upload: upload.body, rebuilt: other.body };
    case "upload":
      return upload.body === null ? null : { upload: upload.body, rebuilt: null };
    case "rebuilt":
      return other.body === null ? null : { upload: null, rebuilt: other.body };
    case null:
      return null;
  }
}

/** Lines where both bodies can be read as such, else bytes. */
function excerptOf(bodies: Bodies, diff: LineDiff): Excerpt {
  const isText = [bodies.upload, bodies.rebuilt].every((body) => body === null || isReadable(body));
  return isText ? textExcerpt(bodies, diff) : byteExcerpt(bodies);
}
