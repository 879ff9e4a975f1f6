import { isAscii } from "node:buffer";

import { hashBytes, hashText } from "../../../shared/kernel/hash.ts";
import type { CommonFacts } from "../../../shared/kube/facts.ts";
import type { FactsRows, RowTexts } from "../../../shared/kube/source.ts";
import type { Decoder } from "./decode.ts";
import { RECORD } from "./keyTable.ts";
import type { Piece } from "./pieces.ts";

/** A piece, and who knows what its ids stand for. */
export type DecodablePiece = Piece & { decoder: Decoder };

/** Rows that are filled one by one with the objects of a piece, from one of them on. */
export interface GrowingRows extends FactsRows {
  add(common: CommonFacts): void;
}

/** The texts of a row stay bytes until someone asks for them. `slice`: in which the piece was walked. */
export function createRows({ records, texts, origin, decoder }: DecodablePiece, first: number, slice: Buffer): GrowingRows {
  const commons: CommonFacts[] = [];
  return {
    get length() {
      return commons.length;
    },
    add: (common) => void commons.push(common),
    common(row) {
      const common = commons[row];
      if (!common) throw new RangeError(`There is no row ${row}.`);
      return common;
    },
    owner(row) {
      const references = records[(first + row) * RECORD.words + RECORD.owners] ?? 0;
      return references === 0 ? undefined : decoder.ownerOf(references - 1);
    },
    texts: textsOf(records, texts, first),
    bytes(row) {
      const at = (first + row) * RECORD.words;
      return slice.subarray(origin + (records[at + RECORD.start] ?? 0), origin + (records[at + RECORD.end] ?? 0));
    },
  };
}

function textsOf(records: Int32Array, texts: Uint8Array<ArrayBuffer>, first: number): RowTexts {
  const bytes = Buffer.from(texts.buffer, texts.byteOffset, texts.byteLength);
  const isPlain = isAscii(bytes);
  // What Kubernetes calls things is ASCII: all is decoded at once then, and cut, which takes a tenth of the time.
  let plain: string | undefined;
  const text = (row: number, place: number): string | undefined => {
    const at = (first + row) * RECORD.words + place;
    const length = (records[at + 1] ?? 0) - 1;
    const start = records[at] ?? 0;
    if (length < 0) return undefined;
    if (!isPlain) return bytes.toString("utf8", start, start + length);
    plain ??= bytes.toString("latin1");
    return plain.slice(start, start + length);
  };
  return {
    name: (row) => text(row, RECORD.name) ?? "",
    uid: (row) => text(row, RECORD.uid),
    created: (row) => text(row, RECORD.created),
    uidHash(row) {
      const at = (first + row) * RECORD.words + RECORD.uid;
      const length = (records[at + 1] ?? 0) - 1;
      if (length < 0) return undefined;
      const start = records[at] ?? 0;
      return isPlain ? hashBytes(bytes, start, start + length) : hashText(bytes.toString("utf8", start, start + length));
    },
  };
}
