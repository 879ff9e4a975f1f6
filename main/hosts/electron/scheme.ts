import { bundleFile, securityHeaders } from "../bundle.ts";

/** The window's own scheme and its only host. No `file:` page, no server: a request outside it has nowhere to go. */
export const SCHEME = "app";
export const ORIGIN = `${SCHEME}://bundle`;
export const START_PAGE = `${ORIGIN}/index.html`;

/** Whether a URL lies in the window's bundle. `URL.origin` is "null" for schemes of one's own in Node. */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${SCHEME}:` && parsed.host === "bundle";
}

/**
 * Answers a request of the window for one of its files.
 *
 * @param read content of a file, or undefined when there is none
 */
export async function answerBundle(
  request: { method: string; url: string },
  folder: string,
  read: (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>,
): Promise<Response> {
  if (request.method !== "GET") return refusal(405);
  if (!isOwnUrl(request.url)) return refusal(403);
  const file = bundleFile(folder, new URL(request.url).pathname);
  const content = file && (await read(file.path));
  if (!file || !content) return refusal(404);
  return new Response(content, { headers: { ...securityHeaders("'none'"), "content-type": file.contentType } });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders("'none'") });
}
