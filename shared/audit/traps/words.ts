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
