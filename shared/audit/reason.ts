import type { AlikeHit, Hit } from "../engine/index.ts";
import { RANK } from "../engine/index.ts";
import { parseImage } from "../kube/image.ts";
import { effectiveTag } from "../rules/imageMatch.ts";

const MAX_NAMES = 3;

/** A hit in a few words, for lists: `capabilities: NET_RAW`, `tag latest`, `may run as root (unset)`. */
export function reasonOf({ rule, result }: AlikeHit): string {
  const { short, group } = rule.descriptor;
  if (result.status === "not-decidable") return `${short} undecidable`;
  if (rule.rule.type === "imageTag") return `tag ${tagOf(result.value)}`;
  if (group === "image") return `${short} ${String(result.value)}`;
  if (Array.isArray(result.value)) return `${short}: ${result.value.slice(0, MAX_NAMES).join(", ")}${result.value.length > MAX_NAMES ? " …" : ""}`;
  return result.basis === "unset" ? `${short} (unset)` : short;
}

function tagOf(image: unknown): string {
  const parsed = typeof image === "string" ? parseImage(image) : undefined;
  return (parsed && effectiveTag(parsed)) ?? "absent";
}

type Weighed = AlikeHit & Pick<Hit, "excuse">;

/** Sorts strictest first; hits of equal weight keep their order. */
export function strictestFirst<H extends Weighed>(hits: readonly H[]): H[] {
  return hits.toSorted((a, b) => weightOf(b) - weightOf(a));
}

function weightOf({ rule, result, excuse }: Weighed): number {
  if (excuse) return -1;
  return result.status === "not-decidable" ? RANK.unknown : RANK[rule.severity];
}
