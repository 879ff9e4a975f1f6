import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";

import { isObject, type JsonObject } from "../../shared/kernel/json.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import type { SnapshotBlock } from "../ports.ts";
import { sanitisedText } from "./sanitise.ts";

/** Objects per block: enough to compress well, few enough to unpack for one of them. */
const BLOCK_OBJECTS = 256;
/** A block ends early when its text grows beyond this. */
const BLOCK_CHARACTERS = 8 * 1024 * 1024;
/** An object whose text is longer is not kept: its YAML could not be shown in any useful way. */
const OBJECT_CHARACTERS = 4 * 1024 * 1024;

/** Consecutive objects of an inventory as one JSON array; `null` stands for one that is too large to be kept. */
export interface BlockText {
  first: number;
  count: number;
  text: string;
}

/** Gathers objects, in the order of the inventory, into the texts of blocks. */
export interface BlockPacker {
  /** `index` is the object's place in the inventory. */
  add(object: JsonObject, index: number): void;
  /** Gives out what is left. */
  end(): void;
}

/** `keepValues`: as in `sanitisedText`. */
export function createBlockPacker(give: (block: BlockText) => void, keepValues = false): BlockPacker {
  let first = 0;
  let texts: string[] = [];
  let length = 0;
  const pack = (): void => {
    if (texts.length === 0) return;
    give({ first, count: texts.length, text: `[${texts.join(",")}]` });
    texts = [];
    length = 0;
  };
  return {
    add(object, index) {
      if (texts.length === 0) first = index;
      const text = textOf(object, keepValues);
      texts.push(text);
      length += text.length;
      if (texts.length >= BLOCK_OBJECTS || length >= BLOCK_CHARACTERS) pack();
    },
    end: pack,
  };
}

function textOf(object: JsonObject, keepValues: boolean): string {
  try {
    const text = sanitisedText(object, keepValues);
    return text.length > OBJECT_CHARACTERS ? "null" : text;
  } catch (error) {
    // The aliases of a YAML file can expand to more than a string can hold.
    if (error instanceof RangeError) return "null";
    throw error;
  }
}

const compress = promisify(zstdCompress);

/** Compresses a block on another thread. */
export async function compressBlock({ first, count, text }: BlockText): Promise<SnapshotBlock> {
  const bytes = await compress(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  // A copy that owns its memory, so that it can be moved to another thread.
  return { first, count, data: new Uint8Array(bytes) };
}

/** The object of a block at a place of the inventory. */
export function objectIn(block: SnapshotBlock, index: number): Result<JsonObject> {
  const place = index - block.first;
  if (place < 0 || place >= block.count) return fail("not-found", "The snapshot does not hold this object.");
  const objects: unknown = JSON.parse(zstdDecompressSync(block.data).toString());
  const object: unknown = Array.isArray(objects) ? objects[place] : undefined;
  if (!isObject(object)) return fail("too-large", "The object is too large for its YAML to be kept in the snapshot.");
  return ok(object);
}
