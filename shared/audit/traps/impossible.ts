import type { ImageOperator, ImagePart } from "../../model/policy.ts";

/** Why no image can have this value there; undefined when one can. Comparison is plain text, without wildcards or expressions. */
export function impossibleBecause(part: ImagePart, value: string): string | undefined {
  if (/[*?^$|\\()[\]]/.test(value)) return "values are compared as plain text, and no image has such characters; there are no wildcards.";
  if (/\s/.test(value)) return "an image reference has no blanks.";
  if (/^https?:\/\//.test(value)) return "an image reference has no https:// before its registry.";
  if (part === "imageName" && /[:@]/.test(value)) return "the name is compared without tag and digest, so it has no : or @.";
  if (part === "imageTag" && /[/:@]/.test(value)) return "a tag has no /, : or @.";
  if (part === "imageRegistry" && /\/.*[:@]/.test(value)) return "the registry is compared without tag and digest, so there is no : or @ after its path.";
  return /[A-Z]/.test(repositoryIn(part, value)) ? "names of images have no capital letters." : undefined;
}

/** The part of a value that is a repository's path: a host and a tag may have capital letters. */
function repositoryIn(part: ImagePart, value: string): string {
  if (part === "imageName") return value;
  if (part === "imageTag") return "";
  const slash = value.indexOf("/");
  return slash < 0 ? "" : (value.slice(slash + 1).split(/[:@]/, 1)[0] ?? "");
}

/** What was probably meant by a value that no image can have; undefined when that is not clear. */
export function probablyMeant(part: ImagePart, operator: ImageOperator, value: string): { operator: ImageOperator; value: string } | undefined {
  const plain = value.replace(/^https?:\/\//, "").trim();
  const open = plain.replace(/\*+$/, "");
  const isOpen = open !== plain;
  const meant = isOpen && part === "imageRegistry" && open.endsWith("/")
    ? { operator, value: open.slice(0, -1) }
    : { operator: isOpen && operator === "equals" ? ("startsWith" as const) : operator, value: open };
  // A negative operator that compares whole values has no counterpart that compares beginnings.
  const isLost = isOpen && operator === "notEquals" && meant.value === open;
  return isLost || meant.value === "" || impossibleBecause(part, meant.value) !== undefined ? undefined : meant;
}
