import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";

import { isObject, type JsonObject } from "../../shared/kernel/json.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import type { SnapshotBlock } from "../ports.ts";
import { createTextSanitiser, sanitisedText, type ObjectKind } from "./sanitise.ts";

/** Objects per block: enough to compress well, few enough to unpack for one of them. */
const BLOCK_OBJECTS = 256;
/** A block ends early when its text grows beyond this. */
const BLOCK_BYTES = 8 * 1024 * 1024;
/** An object whose text is longer is not kept: its YAML could not be shown in any useful way. */
const OBJECT_BYTES = 4 * 1024 * 1024;

/** Consecutive objects of an inventory as one JSON array; `null` stands for one that is too large to be kept. */
export interface BlockText {
  first: number;
  count: number;
  text: Buffer;
  /** Says that the text is done with: its memory is used for another block. */
  release(): void;
}

/** Gathers objects, in the order of the inventory, into the texts of blocks. */
export interface BlockPacker {
  /** `index` is the object's place in the inventory. */
  add(object: JsonObject, index: number): void;
  /** The same for the text of an object, valid JSON. Absent where all objects have to be parsed. */
  addText?(text: Uint8Array, what: ObjectKind, index: number): void;
  /** Gives out what is left. */
  end(): void;
}

/** `keepValues`: as in `sanitisedText`. */
export function createBlockPacker(give: (block: BlockText) => void, keepValues = false): BlockPacker {
  let first = 0;
  let count = 0;
  let text = createText();
  const free: (typeof text)[] = [];
  const sanitise = keepValues ? undefined : createTextSanitiser(OBJECT_BYTES);
  const pack = (): void => {
    if (count === 0) return;
    text.add(CLOSE);
    const done = text;
    const release = (): void => {
      done.clear();
      free.push(done);
    };
    give({ first, count, text: done.bytes(), release });
    count = 0;
    text = free.pop() ?? createText();
  };
  const put = (parts: readonly Uint8Array[], index: number): void => {
    if (count === 0) first = index;
    text.add(count++ === 0 ? OPEN : COMMA);
    if (lengthOf(parts) > OBJECT_BYTES) text.add(TOO_LARGE);
    else for (const part of parts) text.add(part);
    if (count >= BLOCK_OBJECTS || text.length >= BLOCK_BYTES) pack();
  };
  const add = (object: JsonObject, index: number): void => put([textOf(object, keepValues)], index);
  return {
    add,
    ...(sanitise && {
      addText(object, what, index) {
        const sanitised = sanitise(object, what);
        if (sanitised) put(sanitised, index);
        else add({ ...(JSON.parse(Buffer.from(object).toString()) as JsonObject), kind: what.kind, ...(what.apiVersion !== "" && { apiVersion: what.apiVersion }) }, index);
      },
    }),
    end: pack,
  };
}

const [OPEN, COMMA, CLOSE, TOO_LARGE] = ["[", ",", "]", "null"].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer, Buffer];

/** Most blocks are about as long. Bytes. */
const USUAL_BYTES = 512 * 1024;

/** A text that grows at its end: what is added is copied once, into its place. */
function createText() {
  let room = Buffer.allocUnsafe(USUAL_BYTES);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(part: Uint8Array): void {
      if (length + part.length > room.length) {
        const larger = Buffer.allocUnsafe(Math.max(2 * room.length, length + part.length));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(part, length);
      length += part.length;
    },
    bytes: (): Buffer => room.subarray(0, length),
    clear(): void {
      length = 0;
    },
  };
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function textOf(object: JsonObject, keepValues: boolean): Buffer {
  try {
    return Buffer.from(sanitisedText(object, keepValues));
  } catch (error) {
    // The aliases of a YAML file can expand to more than a string can hold.
    if (error instanceof RangeError) return TOO_LARGE;
    throw error;
  }
}

const compress = promisify(zstdCompress);

/** Compresses a block on another thread, and releases it. */
export async function compressBlock({ first, count, text, release }: BlockText): Promise<SnapshotBlock> {
  const bytes = await compress(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  release();
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
