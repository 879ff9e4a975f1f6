import type { ImageReference } from "../kube/image.ts";
import type { ImageOperator, ImagePart } from "../model/policy.ts";

/**
 * Comparing an image with the values of a rule or an exception (`spec/semantics.md`, "Images"). A reference is compared
 * in two spellings, as written and canonical; a match of either counts.
 */

/** A text whose first `hostLength` characters are a host and so compare case-insensitively. */
interface Spelling {
  text: string;
  hostLength: number;
}

/** Whether an operator is one that violates (or excuses) when nothing matches. */
export function isNegative(operator: ImageOperator): boolean {
  return operator === "notEquals" || operator === "notContains";
}

/** A test whether an image satisfies the operator with any of the values (for a negative operator: with none of them). */
export function compileImageMatch(part: ImagePart, operator: ImageOperator, values: string[]): (image: ImageReference) => boolean {
  const tests = values.map((value) => compileValue(part, operator, value));
  const any = (image: ImageReference) => tests.some((test) => test(image));
  return isNegative(operator) ? (image) => !any(image) : any;
}

function compileValue(part: ImagePart, operator: ImageOperator, value: string): (image: ImageReference) => boolean {
  const compare = COMPARISONS[operator];
  if (part === "imageRegistry" && value.includes("/")) {
    const isEqual = operator === "equals" || operator === "notEquals";
    return (image) => repositorySpellings(image).some((spelling) => (isEqual ? isAtOrBelow(spelling, value) : compare(spelling, value)));
  }
  const spellings = SPELLINGS[part];
  return (image) => spellings(image).some((spelling) => compare(spelling, value));
}

const SPELLINGS: Record<ImagePart, (image: ImageReference) => Spelling[]> = {
  imageRegistry: (image) => [host(image.host), host(image.canonicalHost)],
  imageName: (image) => [plain(image.path), plain(image.canonicalPath)],
  // Neither tag nor digest means the tag `latest`; a digest alone means that there is no tag to match.
  imageTag: (image) => {
    const tag = effectiveTag(image);
    return tag === undefined ? [] : [plain(tag)];
  },
  imagePath: (image) => {
    const rest = `${image.tag === undefined ? "" : `:${image.tag}`}${image.digest === undefined ? "" : `@${image.digest}`}`;
    return repositorySpellings(image).map(({ text, hostLength }) => ({ text: text + rest, hostLength }));
  },
};

/** The tag that is pulled: as written, `latest` when there is neither tag nor digest, undefined with a digest only. */
export function effectiveTag(image: ImageReference): string | undefined {
  return image.tag ?? (image.digest === undefined ? "latest" : undefined);
}

/** Host and path, as written and canonical. */
function repositorySpellings(image: ImageReference): Spelling[] {
  return [
    image.host === "" ? plain(image.path) : { text: `${image.host}/${image.path}`, hostLength: image.host.length },
    { text: `${image.canonicalHost}/${image.canonicalPath}`, hostLength: image.canonicalHost.length },
  ];
}

function plain(text: string): Spelling {
  return { text, hostLength: 0 };
}

function host(text: string): Spelling {
  return { text, hostLength: text.length };
}

const COMPARISONS: Record<ImageOperator, (spelling: Spelling, value: string) => boolean> = {
  equals: isEqualTo,
  notEquals: isEqualTo,
  contains: doesContain,
  notContains: doesContain,
  startsWith: (spelling, value) => matchesAt(spelling, value, 0),
};

function isEqualTo(spelling: Spelling, value: string): boolean {
  return spelling.text.length === value.length && matchesAt(spelling, value, 0);
}

function doesContain(spelling: Spelling, value: string): boolean {
  if (spelling.hostLength === 0) return spelling.text.includes(value);
  for (let start = 0; start + value.length <= spelling.text.length; start++) {
    if (matchesAt(spelling, value, start)) return true;
  }
  return false;
}

/** `docker.io/acme` matches itself and `docker.io/acme/app`, not `docker.io/acmecorp/app`. */
function isAtOrBelow(spelling: Spelling, value: string): boolean {
  const base = value.endsWith("/") ? value.slice(0, -1) : value;
  return matchesAt(spelling, base, 0) && (spelling.text.length === base.length || spelling.text[base.length] === "/");
}

function matchesAt(spelling: Spelling, value: string, start: number): boolean {
  const part = spelling.text.slice(start, start + value.length);
  if (part.length !== value.length) return false;
  const inHost = Math.min(Math.max(spelling.hostLength - start, 0), value.length);
  return part.slice(inHost) === value.slice(inHost) && part.slice(0, inHost).toLowerCase() === value.slice(0, inHost).toLowerCase();
}
