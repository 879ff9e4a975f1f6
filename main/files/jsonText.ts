import { isUtf8 } from "node:buffer";

import type { Unreadable } from "../../shared/kube/source.ts";
import { locateJsonError } from "./jsonError.ts";
import { moved, type Position } from "./positions.ts";

export type Parsed = { ok: true; value: unknown } | { ok: false; problem: Omit<Unreadable, "file" | "index"> };

/** Parses the bytes of one value. `start` is asked for only when there is a problem to place. */
export function parseJsonBytes(bytes: Buffer, start: () => Position): Parsed {
  const text = bytes.toString("utf8");
  // Bytes that are not UTF-8 become U+FFFD: a name or an image changed in silence must not be judged.
  if (text.includes("\uFFFD") && !isUtf8(bytes)) {
    return { ok: false, problem: { ...place(start()), message: "It holds bytes that are not UTF-8. Save the file as UTF-8." } };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const { offset, message } = locateJsonError(text);
    const before = Buffer.byteLength(text.slice(0, offset));
    return { ok: false, problem: { ...place(moved(start(), bytes, before)), message } };
  }
}

/** A position as the coverage statement names it. */
export function place({ line, column }: Position): { line: number; column: number } {
  return { line, column };
}
