import { parseImage } from "../../kube/image.ts";
import type { ImageOperator, ImagePart } from "../../model/policy.ts";
import { compileImageMatch } from "../../rules/imageMatch.ts";

/**
 * An image of somebody else that a comparison takes for one of `value`; undefined when there is none. Each candidate is
 * run through the comparison itself, so what is shown as an example is one.
 */
export function foreignExample(part: ImagePart, operator: ImageOperator, value: string): string | undefined {
  const matches = compileImageMatch(part, operator, [value]);
  return candidates(part, operator, value).find((candidate) => {
    const image = parseImage(candidate);
    return image !== undefined && matches(image);
  });
}

function candidates(part: ImagePart, operator: ImageOperator, value: string): string[] {
  const isPrefix = operator === "startsWith";
  const isWithin = operator === "contains" || operator === "notContains";
  if (!isPrefix && !isWithin) return [];
  const ends = /[/:@]$/.test(value);
  const path = value.replace(/\/$/, "");
  const hasHost = /[.:]|^localhost/.test(value.split("/", 1)[0] ?? "");
  if (part === "imageRegistry" || part === "imagePath") {
    const after = ends ? [] : value.includes("/") ? [`${value}-evil/app:1`, `${value}-evil:1`] : hasHost ? [`${value}.evil.io/app:1`] : [];
    const before = isWithin ? [`evil-${value}${value.includes("/") ? "" : "/app:1"}`, `evil.io/${path}/app:1`, `evil.io/${path}`] : [];
    return [...after, ...before];
  }
  return [];
}
