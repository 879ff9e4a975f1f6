import { z } from "zod";
import type { Reply } from "../http/client.ts";
import { readStart } from "../http/readStart.ts";

/** What an API server says when it does not do as asked (`v1 Status`). */
export interface ApiStatus {
  code: number;
  /** The server's own words; undefined when the answer is no `Status`. */
  message?: string;
  reason?: string;
  /** How long to wait before asking again. */
  retryAfterMs?: number;
  /** With 410: a token to go on from the same place in newer data. */
  continueToken?: string;
  /** Where a redirect leads: scheme and host alone, for what follows may be secret. */
  location?: string;
  /** The answer is a web page: something in between answered. */
  webPage: boolean;
}

/** A `Status` is short. */
const MAX_BYTES = 64 * 1024;

const schema = z.object({
  kind: z.literal("Status"),
  message: z.string().optional(),
  reason: z.string().optional(),
  metadata: z.object({ continue: z.string().optional() }).optional(),
  details: z.object({ retryAfterSeconds: z.number().optional() }).optional(),
});

export async function readStatus(reply: Reply, now = Date.now()): Promise<ApiStatus> {
  const { text } = await readStart(reply.body, MAX_BYTES);
  const status = parse(text);
  const header = retryAfter(reply.headers["retry-after"], now);
  const inBody = status?.details?.retryAfterSeconds;
  const token = status?.metadata?.continue;
  return {
    code: reply.status,
    webPage: /^\s*</.test(text),
    ...(reply.status >= 300 && reply.status < 400 && { location: URL.parse(reply.headers.location ?? "")?.origin ?? "another place" }),
    ...(status?.message && { message: status.message }),
    ...(status?.reason && { reason: status.reason }),
    ...((header ?? inBody) !== undefined && { retryAfterMs: header ?? (inBody ?? 0) * 1000 }),
    ...(token && { continueToken: token }),
  };
}

/** Seconds or a date (RFC 9110 §10.2.3), as milliseconds from now. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function parse(text: string): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
