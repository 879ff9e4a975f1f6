import { createCapture } from "./capture.ts";
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE } from "./characters.ts";
import { createItemPattern } from "./itemPattern.ts";
import { createItemWalk, type ItemWalk } from "./itemWalk.ts";
import { behindSpace, isSpace } from "./jsonScan.ts";
import { SKIPS_SPACE, type State } from "./jsonStates.ts";
import { parseJsonBytes, place, type Parsed } from "./jsonText.ts";
import { MAX_DEPTH, MAX_ITEM_BYTES, MAX_REREAD_BYTES, TOO_DEEP, tooLarge } from "./limits.ts";
import { createListItems, giveOut, isListKind, typedItems, type ListItems } from "./lists.ts";
import type { FormatReader, ObjectIndex, Out } from "./out.ts";
import { createPositions, moved, type LineCounter } from "./positions.ts";
import { MAX_SLICE_BYTES, type Ahead, type Walker } from "./walker/index.ts";

/**
 * Reads JSON of any size: an object, a list with `items` (of one or many kinds), an array, or several of these one after
 * the other. Items are handed out one by one as their bytes arrive: a scan finds where an item ends, and `JSON.parse`
 * says whether it is valid. What stands around the items is checked as well. A broken item does not stop the others.
 */
export function createJsonReader(out: Out): FormatReader {
  const positions = createPositions();
  const capture = createCapture(positions);
  const pattern = createItemPattern();
  let state: State = "value";
  let capturing: "key" | "member" | "element" | undefined;
  /** 0-based place of the current value among those at the top of the file, and of the item in it. */
  let valueIndex = 0;
  let itemIndex = 0;
  let inArray = false;
  let key = "";
  let items: ListItems = createListItems(out, reparse);
  let hasItems = false;
  /** A part of the current object could not be read, so the object is not handed out. */
  let broken = false;
  let reread = 0;

  const walking = out.facts && walkInto(out.facts);
  const itemPlace = (): ObjectIndex => (valueIndex === 0 ? itemIndex : [valueIndex, itemIndex]);
  const placeNow = (): ObjectIndex => (inArray || hasItems ? itemPlace() : valueIndex);

  /** Reads a slice; answers with bytes that have to be read again, if there are any. */
  function run(slice: Buffer, ahead?: Ahead): Buffer | undefined {
    let at = 0;
    walking?.begin(slice, ahead);
    while (at < slice.length) {
      if (capturing) {
        const end = capture.feed(slice, at);
        const again = end < 0 ? checkSize() : finish(slice, end);
        if (again) return again;
        if (end < 0) break;
        at = end;
      } else {
        const byte = slice[at] as number;
        const walked = state === "element" && byte === OPEN_BRACE && walking ? walking.from(at) : at;
        if (walked > at) {
          at = walked;
          state = "afterElement";
        } else if (isSpace(byte)) {
          skipSpace(byte);
          at = SKIPS_SPACE.has(state) ? behindSpace(slice, at) : at + 1;
        } else if (step(byte, slice, at)) at++;
      }
    }
    positions.advance(slice, out.facts && countWith(out.facts.walker));
    return undefined;
  }

  function walkInto(facts: NonNullable<Out["facts"]>): ItemWalk {
    return createItemWalk(
      facts.walker,
      {
        rows: (rows) => {
          facts.rows(rows, itemIndex, valueIndex === 0 ? undefined : valueIndex);
          itemIndex += rows.length;
        },
        other: (bytes) => {
          giveItem(reparse(bytes), bytes);
          itemIndex++;
        },
      },
      () => typedItems(items.list),
    );
  }

  function skipSpace(byte: number): void {
    if (state === "firstElement") pattern.space(byte);
    else if (state === "lost" && byte === NEWLINE) state = "lostAtLineStart";
    else if (state === "lostAtLineStart" && byte !== NEWLINE) state = "lost";
  }

  /** Deals with a byte that is not white space; false when it is the first of a captured value, or to be seen again. */
  function step(byte: number, slice: Buffer, at: number): boolean {
    const begin = (what: "key" | "member" | "element"): false => {
      capturing = what;
      capture.begin(slice, at);
      return false;
    };
    const refuse = (message: string, next: State): void => {
      out.problem({ index: placeNow(), ...place(positions.at(slice, at)), message });
      state = next;
      if (next === "lost") abandon();
    };
    switch (state) {
      case "value":
        if (byte === OPEN_BRACE || byte === OPEN_BRACKET) beginValue(byte === OPEN_BRACKET);
        else refuse("Expected a JSON object or list.", "lost");
        return true;
      case "firstKey":
      case "key":
        if (byte === QUOTE) return begin("key");
        if (byte === CLOSE_BRACE && state === "firstKey") endValue();
        else refuse("Expected a name in double quotes.", "lost");
        return true;
      case "colon":
        if (byte === COLON) state = "member";
        else refuse('Expected ":" behind a name.', "lost");
        return true;
      case "member":
        if (byte !== OPEN_BRACKET || key !== "items" || !mayBeList()) return begin("member");
        beginItems(slice, at);
        return true;
      case "afterMember":
        if (byte === COMMA) state = "key";
        else if (byte === CLOSE_BRACE) endValue();
        else refuse('Expected "," or "}".', "lost");
        return true;
      case "firstElement":
      case "element":
        if (byte === COMMA) refuse("Expected an item.", "element");
        else if (byte !== CLOSE_BRACKET) return begin("element");
        else {
          if (state === "element") refuse('Expected an item behind ",".', state);
          endElements();
        }
        return true;
      case "afterElement":
        if (byte === COMMA) state = "element";
        else if (byte === CLOSE_BRACKET) endElements();
        else {
          refuse('Expected "," or "]" behind an item.', "lostElement");
          return false;
        }
        return true;
      case "lostElement":
        if (byte === OPEN_BRACE) return begin("element");
        if (byte === CLOSE_BRACKET) endElements();
        return true;
      case "lost":
        return true;
      case "lostAtLineStart": {
        const restart = byte === OPEN_BRACE || byte === OPEN_BRACKET;
        state = restart ? "value" : "lost";
        if (restart) valueIndex++;
        return !restart;
      }
    }
  }

  function beginValue(array: boolean): void {
    inArray = array;
    itemIndex = 0;
    items = createListItems(out, reparse);
    hasItems = false;
    broken = false;
    pattern.reset();
    state = array ? "firstElement" : "firstKey";
  }

  function mayBeList(): boolean {
    const kind = items.list["kind"];
    return kind === undefined || isListKind(kind);
  }

  function beginItems(slice: Buffer, at: number): void {
    if (hasItems) out.problem({ ...place(positions.at(slice, at)), message: "The list has `items` twice; both were read." });
    hasItems = true;
    pattern.reset();
    state = "firstElement";
  }

  function endElements(): void {
    if (inArray) endValue();
    else state = "afterMember";
  }

  function endValue(): void {
    if (hasItems) items.end();
    else if (!inArray && !broken) giveOut(out, items.list, valueIndex);
    valueIndex++;
    inArray = false;
    hasItems = false;
    state = "value";
  }

  /** After an error around the items the rest of the value means nothing. */
  function abandon(): void {
    if (hasItems) items.end();
    hasItems = false;
  }

  /** A captured value is complete. */
  function finish(slice: Buffer, end: number): Buffer | undefined {
    const what = capturing;
    capturing = undefined;
    const bytes = capture.take(slice, end);
    if (what === "element") {
      pattern.first(bytes);
      if (capture.held > 0 && walking?.alone(bytes)) {
        state = "afterElement";
        return undefined;
      }
    }
    const parsed = capture.dropped ? undefined : parse(bytes, slice);
    if (parsed && !parsed.ok) out.problem({ index: placeNow(), ...parsed.problem });
    if (what === "key") {
      key = parsed?.ok ? String(parsed.value) : "";
      broken ||= !parsed?.ok;
      state = "colon";
    } else if (what === "member") {
      // Not by assignment: a member named `__proto__` is only a member.
      if (parsed?.ok) Object.defineProperty(items.list, key, { value: parsed.value, writable: true, enumerable: true, configurable: true });
      broken ||= !parsed?.ok;
      state = "afterMember";
    } else {
      if (parsed?.ok) giveItem(parsed.value, bytes);
      itemIndex++;
      state = "afterElement";
      if (parsed && !parsed.ok) return nextItem(bytes, slice.subarray(end), slice);
    }
    return undefined;
  }

  function parse(bytes: Buffer, slice: Buffer): Parsed {
    if (capture.deepest <= MAX_DEPTH) return parseJsonBytes(bytes, () => capture.start(slice));
    return { ok: false, problem: { ...place(capture.start(slice)), message: TOO_DEEP } };
  }

  function giveItem(value: unknown, bytes: Buffer): void {
    if (inArray) giveOut(out, value, itemPlace());
    else items.item(value, itemPlace(), bytes);
  }

  /** Where a broken item swallowed its successors: the bytes from the next one on. */
  function nextItem(bytes: Buffer, rest: Buffer, slice: Buffer): Buffer | undefined {
    const next = pattern.nextItem(bytes);
    if (next < 0) return undefined;
    reread += bytes.length - next;
    if (reread > MAX_REREAD_BYTES) {
      out.problem({ index: placeNow(), message: "Too many broken items: the rest of the list was not read. Write the file anew." });
      return undefined;
    }
    positions.restart(moved(capture.start(slice), bytes, next));
    state = "element";
    return Buffer.concat([bytes.subarray(next), rest]);
  }

  /** The captured value goes on in the next slice, if it is not too large already. */
  function checkSize(): Buffer | undefined {
    if (capture.dropped || capture.held <= MAX_ITEM_BYTES) return undefined;
    const again = skipUnfinished();
    if (!again) {
      out.problem({ index: placeNow(), ...place(capture.start(NOTHING)), message: tooLarge("This value", MAX_ITEM_BYTES) });
      capture.drop();
    }
    return again;
  }

  /** A captured value without an end in sight: if it holds the beginning of the next item, reading goes on there. */
  function skipUnfinished(): Buffer | undefined {
    if (capturing !== "element" || capture.dropped) return undefined;
    const bytes = capture.partial();
    const again = nextItem(bytes, NOTHING, NOTHING);
    if (!again) return undefined;
    const parsed = parseJsonBytes(bytes, () => capture.start(NOTHING));
    if (!parsed.ok) out.problem({ index: placeNow(), ...parsed.problem });
    itemIndex++;
    capturing = undefined;
    return again;
  }

  function push(slice: Buffer, ahead?: Ahead): void {
    const pending = [slice];
    for (let next = pending.pop(); next; next = pending.pop()) {
      // What is read again may be longer than the walker can hold.
      if (next.length > MAX_SLICE_BYTES) pending.push(next.subarray(MAX_SLICE_BYTES), next.subarray(0, MAX_SLICE_BYTES));
      else {
        const again = run(next, next === slice ? ahead : undefined);
        if (again) pending.push(again);
      }
    }
  }

  function end(cut: boolean): void {
    for (let again = skipUnfinished(); again; again = skipUnfinished()) push(again);
    const finished = capturing === undefined && (state === "value" || state === "lost" || state === "lostAtLineStart");
    if (!finished && !cut) {
      const { offset, ...where } = positions.at(NOTHING, 0);
      const what = inArray || hasItems ? `item ${itemIndex} of the list` : "the object";
      out.problem({ index: placeNow(), ...where, message: `The file ends at byte ${offset}, in the middle of ${what}: it was cut off. What comes before was read.` });
    }
    if (hasItems) items.end();
    if (finished && state === "value" && valueIndex === 0 && !cut) out.empty();
  }

  return { push, end, hint: () => pattern.hint() };
}

function countWith(walker: Walker): LineCounter {
  return (from, to) => walker.countLines(from, to);
}

/** Parses an item that was valid before. */
function reparse(item: Buffer): unknown {
  return JSON.parse(item.toString());
}

const NOTHING = Buffer.alloc(0);
