import { isAscii } from "node:buffer";

import { hashBytes, hashText } from "../../../shared/kernel/hash.ts";
import type { CommonFacts, OwnerRef } from "../../../shared/kube/facts.ts";
import type { FactsRows, RowTexts } from "../../../shared/kube/source.ts";
import type { Decoder } from "./decode.ts";
import { RECORD } from "./keyTable.ts";
import type { Piece } from "./pieces.ts";

/** A piece, and who knows what its ids stand for. */
export type DecodablePiece = Piece & { decoder: Decoder };

/**
 * Rows that are filled one by one with the objects of a piece, from one of them on. Classes, like all that there is one of
 * for each piece or walker: functions of their own would be compiled for each anew.
 */
export class PieceRows implements FactsRows {
  readonly texts: RowTexts;
  private readonly commons: CommonFacts[] = [];
  private readonly piece: DecodablePiece;
  private readonly first: number;
  private readonly slice: Buffer;

  /** `slice`: in which the piece was walked. */
  constructor(piece: DecodablePiece, first: number, slice: Buffer) {
    this.piece = piece;
    this.first = first;
    this.slice = slice;
    this.texts = new PieceTexts(piece, first);
  }

  add(common: CommonFacts): void {
    this.commons.push(common);
  }

  get length(): number {
    return this.commons.length;
  }

  common(row: number): CommonFacts {
    const common = this.commons[row];
    if (!common) throw new RangeError(`There is no row ${row}.`);
    return common;
  }

  owner(row: number): OwnerRef | undefined {
    const references = this.piece.records[this.recordOf(row) + RECORD.owners] ?? 0;
    return references === 0 ? undefined : this.piece.decoder.ownerOf(references - 1);
  }

  bytes(row: number): Uint8Array {
    const { records, origin } = this.piece;
    const at = this.recordOf(row);
    return this.slice.subarray(origin + (records[at + RECORD.start] ?? 0), origin + (records[at + RECORD.end] ?? 0));
  }

  private recordOf(row: number): number {
    return (this.first + row) * RECORD.words;
  }
}

/** The texts of a row stay bytes until someone asks for them. */
class PieceTexts implements RowTexts {
  private readonly records: Int32Array;
  private readonly texts: Buffer;
  private readonly first: number;
  private known: boolean | undefined;
  /** What Kubernetes calls things is ASCII: all is decoded at once then, and cut, which takes a tenth of the time. */
  private plain: string | undefined;

  constructor({ records, texts }: DecodablePiece, first: number) {
    this.records = records;
    this.texts = Buffer.from(texts.buffer, texts.byteOffset, texts.byteLength);
    this.first = first;
  }

  private get isPlain(): boolean {
    return (this.known ??= isAscii(this.texts));
  }

  name(row: number): string {
    return this.text(row, RECORD.name) ?? "";
  }

  uid(row: number): string | undefined {
    return this.text(row, RECORD.uid);
  }

  created(row: number): string | undefined {
    return this.text(row, RECORD.created);
  }

  uidHash(row: number): number | undefined {
    if (!this.isPlain) {
      const uid = this.uid(row);
      return uid === undefined ? undefined : hashText(uid);
    }
    const at = (this.first + row) * RECORD.words + RECORD.uid;
    const start = this.records[at] ?? 0;
    const length = (this.records[at + 1] ?? 0) - 1;
    return length < 0 ? undefined : hashBytes(this.texts, start, start + length);
  }

  private text(row: number, place: number): string | undefined {
    const at = (this.first + row) * RECORD.words + place;
    const start = this.records[at] ?? 0;
    const length = (this.records[at + 1] ?? 0) - 1;
    if (length < 0) return undefined;
    if (!this.isPlain) return this.texts.toString("utf8", start, start + length);
    this.plain ??= this.texts.toString("latin1");
    return this.plain.slice(start, start + length);
  }
}
