import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { constants, createZstdCompress, zstdDecompress } from "node:zlib";

import type { Inventory } from "../../shared/audit/index.ts";
import { isObject } from "../../shared/kernel/json.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";

/** How an inventory is written: zstd over JSON. `version` grows when a reader of the old one would misread it. */
const SCHEMA = "sallyport/inventory";
const VERSION = 1;

const decompress = promisify(zstdDecompress);

/** Entries that are written at once: other work of this thread waits no longer for them. */
const ENTRIES_PER_TURN = 1000;

/** `signal`: when it is aborted, packing ends early and what it gives is of no use. */
export async function packInventory(inventory: Inventory, signal?: AbortSignal): Promise<Uint8Array> {
  const packed: Buffer[] = [];
  const zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
  await pipeline(Readable.from(inTurns(textOf(inventory), signal)), zstd, async (bytes: AsyncIterable<Buffer>) => {
    for await (const part of bytes) packed.push(part);
  });
  return new Uint8Array(Buffer.concat(packed));
}

/** JSON of the document, part by part: what `JSON.stringify` makes of it, without ever holding it whole. */
function* textOf({ objects, pods, ...rest }: Inventory): Generator<string> {
  yield `{"schema":${JSON.stringify(SCHEMA)},"version":${VERSION},"inventory":{"objects":[`;
  yield* entriesOf(objects);
  yield `],"pods":[`;
  yield* entriesOf(pods);
  yield `],${JSON.stringify(rest).slice(1)}}`;
}

function* entriesOf(list: { readonly length: number; at(place: number): unknown }): Generator<string> {
  for (let first = 0; first < list.length; first += ENTRIES_PER_TURN) {
    const length = Math.min(ENTRIES_PER_TURN, list.length - first);
    const entries = Array.from({ length }, (_, place) => list.at(first + place));
    yield `${first === 0 ? "" : ","}${JSON.stringify(entries).slice(1, -1)}`;
  }
}

async function* inTurns(parts: Iterable<string>, signal: AbortSignal | undefined): AsyncGenerator<string> {
  for (const part of parts) {
    if (signal?.aborted) return;
    yield part;
    await nextTurn();
  }
}

/** Refuses what a newer Sallyport wrote, and what is damaged. */
export async function unpackInventory(bytes: Uint8Array): Promise<Result<Inventory>> {
  const document = await parsed(bytes);
  if (!isObject(document) || document["schema"] !== SCHEMA || typeof document["version"] !== "number") {
    return fail("store-damaged", "The stored snapshot is damaged and cannot be read.", { remedy: "Delete it and read the cluster again." });
  }
  if (document["version"] > VERSION) {
    return fail("store-newer", "The snapshot was written by a newer Sallyport.", { remedy: "Use that version, or read the cluster again with this one." });
  }
  return ok(document["inventory"] as Inventory);
}

async function parsed(bytes: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse((await decompress(bytes)).toString());
  } catch {
    return undefined;
  }
}
