import { parseCondition } from "./parser.ts";
import { quotedItem } from "./exceptions.ts";
import type { SourceText } from "./scalar.ts";
import type { ListInfo, RuleState } from "./state.ts";
import type { FalcoProblem, FilePlace } from "./types.ts";

export type Report = (place: FilePlace, severity: FalcoProblem["severity"], message: string, remedy?: string) => void;

/**
 * Lists as Falco puts them into conditions: as text, items separated by commas. An item that is another list's name stands
 * for that list's items.
 */
export interface Lists {
  has(name: string): boolean;
  /** Notes that a condition uses it, and returns how many values it stands for. */
  use(name: string): number;
  /** Reports items that would break the conditions that use them. Returns the lists that nothing uses. */
  finish(): ListInfo[];
}

export function resolveLists({ lists }: RuleState, report: Report): Lists {
  const used = new Set<string>();
  const sizes = new Map<string, number>();
  const referencesOf = (name: string): Reference[] =>
    (lists.get(name)?.items ?? []).flatMap((item) => (item.text !== name && lists.has(item.text) ? [{ name: item.text, place: item.placeAt(0) }] : []));
  // Falco would take some of the names of a loop for plain words; nobody means that.
  const order = walkReferences([...lists.keys()], referencesOf, (name, place) => {
    report(place, "error", `The list '${name}' comes back to itself here.`, "Take the name out of one of the lists.");
  });
  for (const name of order) sizes.set(name, (lists.get(name)?.items ?? []).reduce((size, { text }) => size + (sizes.get(text) ?? 1), 0));

  return {
    has: (name) => lists.has(name),
    use(name) {
      used.add(name);
      return sizes.get(name) ?? 1;
    },
    finish() {
      for (const name of order.toReversed()) if (used.has(name)) for (const reference of referencesOf(name)) used.add(reference.name);
      for (const list of lists.values()) for (const item of list.items) reportItem(list, item, used.has(list.name), report);
      return [...lists.values()].filter(({ name }) => !used.has(name));
    },
  };
}

function reportItem(list: ListInfo, item: SourceText, isUsed: boolean, report: Report): void {
  const wrong = itemProblem(item);
  if (wrong !== undefined) report(item.placeAt(0), isUsed ? "error" : "warning", `${wrong} in the list '${list.name}'.`, `Write it with quotes inside quotes: '"…"'.`);
}

/** What keeps an item from being one value of a condition. */
function itemProblem({ text }: SourceText): string | undefined {
  if (text === "") return "An empty item cannot stand";
  if (/^[\w./:*@-]+$/.test(text)) return undefined;
  const parsed = parseCondition(`list.item in (${quotedItem(text)})`);
  const isOne = parsed.ok && parsed.condition.kind === "check" && parsed.condition.right?.kind === "values" && parsed.condition.right.items.length === 1;
  return isOne ? undefined : `The item '${text}' would break conditions`;
}

export interface Reference {
  name: string;
  place: FilePlace;
}

/**
 * Follows names to the names they use, each once, and calls `onLoop` for a reference that closes a loop. Returns all names,
 * those that are used before those that use them. Keeps its own stack: chains may be as long as a file allows.
 */
export function walkReferences(names: string[], referencesOf: (name: string) => Reference[], onLoop: (name: string, place: FilePlace) => void): string[] {
  const done = new Set<string>();
  const open = new Set<string>();
  for (const start of names) {
    if (done.has(start)) continue;
    const stack = [{ name: start, references: referencesOf(start), next: 0 }];
    open.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const reference = top.references[top.next++];
      if (!reference) {
        open.delete(top.name);
        done.add(top.name);
        stack.pop();
      } else if (open.has(reference.name)) onLoop(reference.name, reference.place);
      else if (!done.has(reference.name)) {
        open.add(reference.name);
        stack.push({ name: reference.name, references: referencesOf(reference.name), next: 0 });
      }
    }
  }
  return [...done];
}
