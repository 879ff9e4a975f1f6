import type { Reference, Spelling } from "./reference.ts";

/** What an image rule or exception says about one image. */
export type Match = { matches: boolean; implicitTag: boolean };

/**
 * Whether one value matches, for a positive operator. The host part of the image compares without regard to case, all
 * else exactly; either spelling may match.
 */
function valueMatches(type: string, operator: string, value: string, reference: Reference): boolean {
  if (type === "imageTag") {
    const tag = tagOf(reference);
    return tag !== undefined && textMatches(operator, value, tag, 0);
  }
  return [reference.written, reference.canonical].some((spelling) => spellingMatches(type, operator, value, spelling));
}

/** The tag that is pulled: the one written, else `latest`; none where only a digest is written. */
function tagOf(reference: Reference): string | undefined {
  if (reference.tag !== undefined) return reference.tag;
  return reference.digest === undefined ? "latest" : undefined;
}

function spellingMatches(type: string, operator: string, value: string, spelling: Spelling): boolean {
  const hostLength = spelling.host === undefined ? 0 : spelling.host.length;
  if (type === "imageName") return textMatches(operator, value, spelling.path, 0);
  if (type === "imagePath") return textMatches(operator, value, spelling.whole, hostLength);
  if (!value.includes("/")) return spelling.host !== undefined && textMatches(operator, value, spelling.host, hostLength);
  // Written without a host, the place in the registry is what is written.
  const repository = spelling.host === undefined ? spelling.path : `${spelling.host}/${spelling.path}`;
  if (operator !== "equals") return textMatches(operator, value, repository, hostLength);
  // A slash at the end of a place means the same place.
  const place = value.replace(/\/$/, "");
  return textMatches("equals", place, repository, hostLength) || textMatches("startsWith", `${place}/`, repository, hostLength);
}

/** Compares character by character; the first `hostLength` characters of `text` are a host name. */
export function textMatches(operator: string, value: string, text: string, hostLength: number): boolean {
  const sameAt = (start: number): boolean => {
    if (start < 0 || start + value.length > text.length) return false;
    for (let i = 0; i < value.length; i++) {
      const a = value.charAt(i);
      const b = text.charAt(start + i);
      const same = start + i < hostLength ? a.toLowerCase() === b.toLowerCase() : a === b;
      if (!same) return false;
    }
    return true;
  };
  switch (operator) {
    case "equals":
      return value.length === text.length && sameAt(0);
    case "startsWith":
      return sameAt(0);
    case "endsWith":
      return sameAt(text.length - value.length);
    case "contains":
      for (let start = 0; start + value.length <= text.length; start++) if (sameAt(start)) return true;
      return false;
    default:
      return false;
  }
}

/** Whether an image rule or exception (`imageRegistry`, `imageName`, `imageTag`, `imagePath`) holds for an image. */
export function matchImage(type: string, operator: string, values: string[], reference: Reference): Match {
  const positive = { equals: "equals", contains: "contains", startsWith: "startsWith", notEquals: "equals", notContains: "contains" }[operator];
  const negative = operator === "notEquals" || operator === "notContains";
  const implicitTag = type === "imageTag" && reference.tag === undefined && reference.digest === undefined;
  if (positive === undefined) return { matches: false, implicitTag };
  const any = values.some((value) => valueMatches(type, positive, value, reference));
  return { matches: negative ? !any : any, implicitTag };
}

/** Whether a signature rule covers an image. An image that cannot be parsed cannot be ruled out. */
export function inSignatureScope(conditions: unknown, reference: Reference | undefined): boolean {
  if (!Array.isArray(conditions) || reference === undefined) return true;
  const holds = (condition: unknown): boolean => {
    const { resourceFilter, operatorOrFunction, value } = condition as Record<string, unknown>;
    const operator = operatorOrFunction === "beginsWith" ? "startsWith" : String(operatorOrFunction);
    return [reference.written, reference.canonical].some((spelling) => {
      if (resourceFilter === "repository") return textMatches(operator, String(value), spelling.path, 0);
      return spelling.host !== undefined && textMatches(operator, String(value), spelling.host, spelling.host.length);
    });
  };
  const typed = (type: string) => conditions.filter((condition) => (condition as Record<string, unknown>)["type"] === type);
  return typed("match").every(holds) && !typed("exclude").some(holds);
}
