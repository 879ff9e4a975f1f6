import { NEWLINE } from "./characters.ts";
import { isSpace, scanValue, startScan } from "./jsonScan.ts";
import { parseJsonBytes, place } from "./jsonText.ts";
import { MAX_DEPTH, MAX_ITEM_BYTES, TOO_DEEP, tooLarge } from "./limits.ts";
import { giveOut } from "./lists.ts";
import type { FormatReader, Hint, Out } from "./out.ts";

const HINT: Hint = { between: "lines", pattern: Buffer.from("\n{"), inFront: 1 };

/** Reads NDJSON: one object a line. Lines without anything are passed over and not counted. */
export function createJsonLinesReader(out: Out): FormatReader {
  let parts: Buffer[] = [];
  let held = 0;
  let dropped = false;
  let line = 1;
  let index = 0;

  function finish(last: Buffer): void {
    const text = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    if (!dropped) read(text);
    else index++;
    parts = [];
    held = 0;
    dropped = false;
    line++;
  }

  function read(text: Buffer): void {
    const first = text.findIndex((byte) => !isSpace(byte));
    if (first < 0) return;
    const scan = startScan(text[first] ?? 0);
    scanValue(text, first, scan);
    const start = { offset: 0, line, column: 1 };
    if (scan.deepest > MAX_DEPTH) out.problem({ index, ...place(start), message: TOO_DEEP });
    else {
      const parsed = parseJsonBytes(text, () => start);
      if (parsed.ok) giveOut(out, parsed.value, index);
      else out.problem({ index, ...parsed.problem });
    }
    index++;
  }

  /** Reads whole lines from a place on as long as the walker can; answers with the place behind them. */
  function walk(slice: Buffer, at: number): number {
    const { facts } = out;
    if (!facts || parts.length > 0 || dropped) return at;
    const end = facts.walker.walk(at, "lines", {
      rows: (rows) => {
        facts.rows(rows, index);
        index += rows.length;
      },
      other: (bytes) => giveOut(out, JSON.parse(bytes.toString()), index++),
    });
    if (end > at) line += facts.walker.countLines(at, end);
    return end;
  }

  return {
    push(slice, ahead) {
      out.facts?.walker.begin(slice, ahead);
      let at = walk(slice, 0);
      for (let end = slice.indexOf(NEWLINE, at); end >= 0; end = slice.indexOf(NEWLINE, at)) {
        finish(slice.subarray(at, end));
        at = walk(slice, end + 1);
      }
      if (at === slice.length || dropped) return;
      // A copy: the slice's memory is used again.
      parts.push(Buffer.from(slice.subarray(at)));
      held += slice.length - at;
      if (held <= MAX_ITEM_BYTES) return;
      out.problem({ index, line, column: 1, message: tooLarge("This line", MAX_ITEM_BYTES) });
      parts = [];
      dropped = true;
    },
    hint: () => HINT,
    end(cut) {
      if (!cut) finish(Buffer.alloc(0));
    },
  };
}
