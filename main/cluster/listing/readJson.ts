import type { Reply } from "../http/client.ts";

/** Reviews and versions are short. */
const MAX_BYTES = 1024 * 1024;

/** The body of a short answer as JSON; undefined when it is none, or longer than any is. */
export async function readJson(reply: Reply): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of reply.body) {
    parts.push(part);
    size += part.length;
    if (size > MAX_BYTES) return undefined;
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString()) as unknown;
  } catch {
    return undefined;
  }
}
