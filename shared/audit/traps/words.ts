import type { PolicyRule } from "../../model/policy.ts";
import { ruleSentence } from "../../rules/sentence.ts";
import type { Trap, TrapFix } from "../results.ts";

/** A trap without ways out, unless some are given. */
export function trap(code: Trap["code"], path: string, message: string, remedy: string, fixes: TrapFix[] = []): Trap {
  return { code, path, message, remedy, fixes };
}

/** One change with its button. */
export function fix(label: string, path: string, value?: unknown): TrapFix {
  return { label, changes: [{ path, ...(value === undefined ? {} : { value }) }] };
}

/** `“a”, “b”`. */
export function quoted(values: readonly string[]): string {
  return values.map((value) => `“${value}”`).join(", ");
}

const ACTIONS = { none: "Off", log: "Log", block: "Block" } as const;

/** A rule as it reads in the editor: `Block privileged containers`. */
export function inWords(rule: PolicyRule): string {
  return `${ACTIONS[rule.action]} ${ruleSentence(rule)}`;
}
