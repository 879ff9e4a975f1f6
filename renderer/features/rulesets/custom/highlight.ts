import { tokens } from "../../../../shared/falco/index.ts";
import type { TokenKind } from "../../../../shared/falco/index.ts";

/** For colours only: what a piece of a rule file seems to be. Conditions are split by the reader's own lexer. */
export type PieceKind = TokenKind | "comment" | "key" | "text";

export interface Piece {
  kind: PieceKind;
  text: string;
  /** A problem begins here. */
  isWrong?: boolean;
}

const KEY = /^(\s*(?:-\s+)*)([A-Za-z_][\w.]*)(\s*:)(?=\s|$)(.*)$/;
const BLOCK_SCALAR = /^\s*[|>][-+0-9]*\s*(?:#.*)?$/;

/** The pieces of each line, without gaps. `lists` are the names that are coloured as macros are. */
export function highlight(text: string, lists: ReadonlySet<string>): Piece[][] {
  const lines = text.split("\n");
  const result: Piece[][] = [];
  while (result.length < lines.length) {
    const line = lines[result.length] ?? "";
    const key = KEY.exec(line);
    if (/^\s*#/.test(line)) result.push([{ kind: "comment", text: line }]);
    else if (!key) result.push(valuePieces(line));
    else result.push(...entryPieces(key, lines.slice(result.length + 1), lists));
  }
  return result;
}

/** A line's pieces, with those marked in which problems begin, from there on. `columns` are 1-based. */
export function marked(pieces: Piece[], columns: readonly number[]): Piece[] {
  if (columns.length === 0) return pieces;
  let start = 0;
  return pieces.flatMap((piece) => {
    const from = start;
    start += piece.text.length;
    const cuts = columns.map((column) => column - 1 - from).filter((at) => at >= 0 && at < piece.text.length);
    if (cuts.length === 0) return [piece];
    const at = Math.min(...cuts);
    // Of a long plain text only the word is marked.
    const length = /^\S+/.exec(piece.text.slice(at))?.[0].length ?? 1;
    const parts: Piece[] = [
      { ...piece, text: piece.text.slice(0, at) },
      { ...piece, text: piece.text.slice(at, at + length), isWrong: true },
      { ...piece, text: piece.text.slice(at + length) },
    ];
    return parts.filter(({ text }) => text !== "");
  });
}

/** The lines of one `key: value`, with those below it that belong to a text of several lines. */
function entryPieces(match: RegExpExecArray, below: string[], lists: ReadonlySet<string>): Piece[][] {
  const [, start = "", key = "", colon = "", rest = ""] = match;
  const head: Piece[] = [{ kind: "punctuation", text: start }, { kind: "key", text: key }, { kind: "punctuation", text: colon }];
  const isBlock = BLOCK_SCALAR.test(rest);
  const isCondition = key === "condition" && !/^\s*["']/.test(rest);
  if (!isBlock && !isCondition) return [[...head, ...valuePieces(rest)]];
  const end = below.findIndex((line) => line.trim() !== "" && indentOf(line) <= start.length);
  const body = below.slice(0, end === -1 ? below.length : end);
  if (!isCondition) return [[...head, { kind: "punctuation", text: rest }], ...body.map((line): Piece[] => [{ kind: "string", text: line }])];
  if (!isBlock) {
    const [first = [], ...others] = conditionLines([rest, ...body], lists);
    return [[...head, ...first], ...others];
  }
  return [[...head, { kind: "punctuation", text: rest }], ...(body.length > 0 ? conditionLines(body, lists) : [])];
}

function conditionLines(lines: string[], lists: ReadonlySet<string>): Piece[][] {
  const text = lines.join("\n");
  const result: Piece[][] = [[]];
  for (const { kind, start, end } of tokens(text, lists)) {
    text.slice(start, end).split("\n").forEach((part, index) => {
      if (index > 0) result.push([]);
      if (part !== "") result.at(-1)?.push({ kind, text: part });
    });
  }
  return result;
}

/** A value on one line, with the comment behind it. */
function valuePieces(text: string): Piece[] {
  const quoted = /^(\s*(?:-\s+)*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(.*)$/.exec(text);
  if (quoted) return [{ kind: "text", text: quoted[1] ?? "" }, { kind: "string", text: quoted[2] ?? "" }, ...valuePieces(quoted[3] ?? "")];
  const comment = /\s#/.exec(text);
  if (!comment) return [{ kind: "text", text }];
  return [{ kind: "text", text: text.slice(0, comment.index) }, { kind: "comment", text: text.slice(comment.index) }];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
