/**
 * Image references by the distribution reference grammar (github.com/distribution/reference): a first component is a
 * host only if it has a `.` or `:` or is `localhost`; the canonical host of a reference without one is `docker.io`, and
 * single names there get `library/`.
 */
export interface ImageReference {
  /** Host as written, with port; empty when none is written. */
  host: string;
  /** Repository path as written, without host. */
  path: string;
  /** Host and path with the defaults filled in. */
  canonicalHost: string;
  canonicalPath: string;
  tag: string | undefined;
  digest: string | undefined;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const HOST = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
/** A bare image id is no reference. */
const IDENTIFIER = /^[a-f0-9]{64}$/;
/** Of the path in canonical form; the host does not count (RepositoryNameTotalLengthMax). */
const MAX_PATH = 255;

/** Parses a reference as a pod spec writes it; undefined when it does not parse. */
export function parseImage(text: string): ImageReference | undefined {
  const { name, tag, digest } = splitName(text);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  if (IDENTIFIER.test(text)) return undefined;

  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const hasHost = first === "localhost" || first.includes(".") || first.includes(":");
  const host = hasHost ? first : "";
  const path = hasHost ? name.slice(slash + 1) : name;
  if (hasHost && !HOST.test(host)) return undefined;
  if (!path.split("/").every((component) => COMPONENT.test(component))) return undefined;

  const lowerHost = host.toLowerCase();
  const canonicalHost = lowerHost === "" || lowerHost === "index.docker.io" || lowerHost === "docker.io" ? "docker.io" : host;
  const canonicalPath = canonicalHost === "docker.io" && !path.includes("/") ? `library/${path}` : path;
  if (canonicalPath.length > MAX_PATH) return undefined;
  return { host, path, canonicalHost, canonicalPath, tag, digest };
}

/** Cuts off the digest (after `@`), then the tag (after a `:` behind the last `/`). */
function splitName(text: string): { name: string; tag: string | undefined; digest: string | undefined } {
  const at = text.indexOf("@");
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.indexOf(":", rest.lastIndexOf("/") + 1);
  if (colon < 0) return { name: rest, tag: undefined, digest };
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}
