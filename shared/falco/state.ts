import type { ExceptionValue, FalcoMitigation, FalcoPriority, FilePlace } from "./types.ts";
import type { SourceText } from "./scalar.ts";

/**
 * What the items read so far amount to. Maps keep the order of the first definition, which is the order in which Falco
 * resolves; a later definition takes over the place of the earlier one.
 */
export interface RuleState {
  rules: Map<string, RuleInfo>;
  macros: Map<string, MacroInfo>;
  lists: Map<string, ListInfo>;
  /** Counts items that define or change something. */
  clock: number;
}

/** `index` is when it was first defined, `visibility` when it was last changed: it sees what was defined before. */
interface Ordered {
  name: string;
  place: FilePlace;
  index: number;
  visibility: number;
}

export interface MacroInfo extends Ordered {
  condition: SourceText[];
}

export interface ListInfo extends Ordered {
  items: SourceText[];
}

export interface RuleInfo extends Ordered {
  condition: SourceText[];
  output: SourceText[];
  desc: string[];
  priority: FalcoPriority;
  enabled: boolean;
  source: string;
  tags: Set<string>;
  exceptions: ExceptionInfo[];
  warnEventTypes: boolean;
  id?: { text: string; place: FilePlace };
  mitigation?: FalcoMitigation;
  userDefinedFields: { key: string; value: SourceText }[];
  /** Keys of the product that the rule does not have. */
  absent: string[];
}

export type ExceptionEntry = SourceText | { items: ExceptionEntry[]; place: FilePlace };

/** As one item gives it: appended ones may come without fields. */
export interface ExceptionInfo {
  name: string;
  place: FilePlace;
  fields?: ExceptionEntry;
  comps?: ExceptionEntry;
  values: ExceptionEntry[];
}

export function emptyState(): RuleState {
  return { rules: new Map(), macros: new Map(), lists: new Map(), clock: 0 };
}

/** When an item that defines `name` comes: at the place of the earlier one of its name, if there is one. */
export function nextOrder(state: RuleState, infos: Map<string, { index: number }>, name: string): { index: number; visibility: number } {
  const now = state.clock++;
  return { index: infos.get(name)?.index ?? now, visibility: now };
}

/** Notes that something was appended to or replaced in it: from now on it sees what was defined in between. */
export function touch(state: RuleState, info: { visibility: number }): void {
  info.visibility = state.clock++;
}

export function isText(entry: ExceptionEntry): entry is SourceText {
  return "text" in entry;
}

export function entryPlace(entry: ExceptionEntry): FilePlace {
  return isText(entry) ? entry.placeAt(0) : entry.place;
}

export function plainEntry(entry: ExceptionEntry): ExceptionValue {
  return isText(entry) ? entry.text : entry.items.map(plainEntry);
}
