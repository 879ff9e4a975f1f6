import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";

import type { Inventory } from "../../shared/audit/index.ts";
import { isObject } from "../../shared/kernel/json.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";

/** How an inventory is written: zstd over JSON. `version` grows when a reader of the old one would misread it. */
const SCHEMA = "sallyport/inventory";
const VERSION = 1;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export async function packInventory(inventory: Inventory): Promise<Uint8Array> {
  const text = JSON.stringify({ schema: SCHEMA, version: VERSION, inventory });
  return new Uint8Array(await compress(text, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }));
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
