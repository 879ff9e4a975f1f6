import type { Reply } from "../http/client.ts";
import { readStart } from "../http/readStart.ts";

/** Reviews and versions are short. */
const MAX_BYTES = 1024 * 1024;

/** The body of a short answer as JSON; undefined when it is none, or longer than any is. */
export async function readJson(reply: Reply): Promise<unknown> {
  const { text, isWhole } = await readStart(reply.body, MAX_BYTES);
  if (!isWhole) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
