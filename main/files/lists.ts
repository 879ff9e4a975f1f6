import { isObject, type JsonObject } from "../../shared/kernel/json.ts";
import { MAX_WAITING_BYTES } from "./limits.ts";
import type { ObjectIndex, Out } from "./out.ts";

/** A `List`, or a typed list such as `PodList`, as the API server and kubectl write them. */
export function isListKind(kind: unknown): kind is string {
  return typeof kind === "string" && kind.endsWith("List");
}

/** Gives out a parsed value, or each item of it when it is a list. */
export function giveOut(out: Out, value: unknown, index: ObjectIndex): void {
  if (!isObject(value) || !isListKind(value["kind"]) || !Array.isArray(value["items"])) return out.object(value, index);
  const first = typeof index === "number" ? index : index[0];
  let place = 0;
  const pending: unknown[] = [value];
  // Lists may hold lists; a stack keeps their order without recursion.
  while (pending.length > 0) {
    const next = pending.pop();
    if (isObject(next) && isListKind(next["kind"]) && Array.isArray(next["items"])) {
      warnOfMissingPages(out, next);
      pending.push(...next["items"].map((item: unknown) => withKindOf(next, item)).reverse());
    } else out.object(next, [first, place++]);
  }
}

/** Items of a typed list may leave out kind and apiVersion: the list's own tells them. */
export function withKindOf(list: JsonObject, item: unknown): unknown {
  const typed = typedItems(list);
  if (!typed || !isObject(item) || item["kind"] !== undefined) return item;
  return { ...item, kind: typed.kind, apiVersion: item["apiVersion"] ?? typed.apiVersion };
}

/** What the items of a typed list are; undefined for a list of anything, or one that does not say yet. */
export function typedItems({ kind, apiVersion }: JsonObject): { kind: string; apiVersion: string } | undefined {
  if (!isListKind(kind) || kind === "List" || typeof apiVersion !== "string") return undefined;
  return { kind: kind.slice(0, -"List".length), apiVersion };
}

/** A list with a continue token is one page of several. */
export function warnOfMissingPages(out: Out, list: JsonObject): void {
  const metadata = list["metadata"];
  if (!isObject(metadata) || typeof metadata["continue"] !== "string" || metadata["continue"] === "") return;
  const rest = metadata["remainingItemCount"];
  out.problem({
    message: `This is only one page of a longer list${typeof rest === "number" ? ` (${rest} more items)` : ""}: list again without a limit to see all.`,
  });
}

/** Items of a list that is read piece by piece, whose kind may come only behind them. */
export interface ListItems {
  /** What is known of the list besides its items. */
  readonly list: JsonObject;
  /** `bytes` are those of the value: they are kept when it must wait for the list's kind. */
  item(value: unknown, index: ObjectIndex, bytes: Buffer): void;
  end(): void;
}

export function createListItems(out: Out, reparse: (bytes: Buffer) => unknown): ListItems {
  const list: JsonObject = {};
  const waiting: { index: ObjectIndex; bytes: Buffer }[] = [];
  let waitingBytes = 0;
  return {
    list,
    item(value, index, bytes) {
      if (!isObject(value) || value["kind"] !== undefined || list["kind"] !== undefined) {
        return giveOut(out, withKindOf(list, value), index);
      }
      waitingBytes += bytes.length;
      // A copy: the bytes are part of a slice that would stay alive as a whole.
      if (waitingBytes <= MAX_WAITING_BYTES) waiting.push({ index, bytes: Buffer.from(bytes) });
      else out.problem({ index, message: WAITING_TOO_LONG });
    },
    end() {
      for (const { index, bytes } of waiting) giveOut(out, withKindOf(list, reparse(bytes)), index);
      warnOfMissingPages(out, list);
    },
  };
}

const WAITING_TOO_LONG =
  "The item has no kind, and neither has its list up to here: it was left out. Write the list's kind before its items.";
