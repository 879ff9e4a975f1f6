import { extname, isAbsolute, relative, resolve, sep } from "node:path";

/** The window's files as both hosts serve them: which file a path means, its type, and what the page may do. */

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
};

export interface BundleFile {
  path: string;
  contentType: string;
  /** Its name carries a digest of its content, so it never changes. */
  immutable: boolean;
}

/**
 * The file below `folder` that a URL's path means; undefined for a path that leads elsewhere, cannot be decoded or has
 * a type the window does not use. Whether the file exists is not looked at.
 *
 * @param pathname percent-encoded, as in `URL.pathname`
 */
export function bundleFile(folder: string, pathname: string): BundleFile | undefined {
  const decoded = decode(pathname);
  if (decoded === undefined || decoded.includes("\0") || decoded.includes("\\")) return undefined;
  const path = resolve(folder, `.${decoded.endsWith("/") ? `${decoded}index.html` : decoded}`);
  const inside = relative(folder, path);
  if (inside === "" || isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
  const contentType = CONTENT_TYPES[extname(path)];
  return contentType ? { path, contentType, immutable: inside.startsWith(`assets${sep}`) } : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/**
 * What the page may load and talk to. `connect` is `'none'` in Electron, where requests do not go over HTTP: the window
 * cannot reach any network at all.
 */
export function contentSecurityPolicy(connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers of every answer, whatever it carries. */
export function securityHeaders(connect: "'none'" | "'self'"): Record<string, string> {
  return {
    "content-security-policy": contentSecurityPolicy(connect),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}
