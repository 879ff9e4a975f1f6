/**
 * The oracle's own image reference parser, written from the distribution reference grammar:
 * https://github.com/distribution/reference. Shares nothing with the product's parser on purpose.
 */

/** One way to write an image reference. */
export interface Spelling {
  /** Registry host with port; undefined where the spelling names none. */
  host: string | undefined;
  path: string;
  /** The whole reference in this spelling; an implicit tag is not added. */
  whole: string;
}

export interface Reference {
  written: Spelling;
  canonical: Spelling;
  /** Tag as written. */
  tag: string | undefined;
  digest: string | undefined;
}

const HOST_LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const HOST = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const HEX_DIGITS: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };
const LONGEST_PATH = 255;
const IMAGE_ID = /^[a-f0-9]{64}$/;

/** The parts of an image reference, or undefined if it is none. */
export function parseReference(text: string): Reference | undefined {
  if (IMAGE_ID.test(text)) return undefined;
  let rest = text;
  let digest: string | undefined;
  const at = rest.indexOf("@");
  if (at >= 0) {
    digest = rest.slice(at + 1);
    rest = rest.slice(0, at);
    if (!isDigest(digest)) return undefined;
  }

  let tag: string | undefined;
  const colon = rest.lastIndexOf(":");
  if (colon > rest.lastIndexOf("/")) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
    if (!TAG.test(tag)) return undefined;
  }

  let host: string | undefined;
  let path = rest;
  const slash = rest.indexOf("/");
  if (slash >= 0) {
    const first = rest.slice(0, slash);
    if (first.includes(".") || first.includes(":") || first === "localhost") {
      host = first;
      path = rest.slice(slash + 1);
      if (!HOST.test(host)) return undefined;
    }
  }
  if (!path.split("/").every((component) => PATH_COMPONENT.test(component))) return undefined;

  const suffix = (tag === undefined ? "" : `:${tag}`) + (digest === undefined ? "" : `@${digest}`);
  const canonicalHost = canonicalHostOf(host);
  const canonicalPath = canonicalHost.toLowerCase() === "docker.io" && !path.includes("/") ? `library/${path}` : path;
  if (canonicalPath.length > LONGEST_PATH) return undefined;
  return {
    written: { host, path, whole: text },
    canonical: { host: canonicalHost, path: canonicalPath, whole: `${canonicalHost}/${canonicalPath}${suffix}` },
    tag,
    digest,
  };
}

function canonicalHostOf(host: string | undefined): string {
  if (host === undefined) return "docker.io";
  return host.toLowerCase() === "index.docker.io" ? "docker.io" : host;
}

function isDigest(text: string): boolean {
  const colon = text.indexOf(":");
  const length = colon < 0 ? undefined : HEX_DIGITS[text.slice(0, colon)];
  return length !== undefined && new RegExp(`^[a-f0-9]{${length}}$`).test(text.slice(colon + 1));
}
