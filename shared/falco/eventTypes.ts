import type { Condition } from "./ast.ts";

/**
 * Whether a condition can hold only for some types of events, as far as its shape tells: Falco looks at such a rule only when
 * one of them happens. `macros` tells it of the macros that were asked before.
 */
export function restrictsEventType(condition: Condition | undefined, macros: ReadonlyMap<string, boolean>): boolean {
  switch (condition?.kind) {
    case "and":
      return condition.children.some((child) => restrictsEventType(child, macros));
    case "or":
      return condition.children.every((child) => restrictsEventType(child, macros));
    case "not":
      return excludesEventTypes(condition.child);
    case "macro":
      return macros.get(condition.name) ?? false;
    case "check":
      return condition.left.kind === "field" && condition.left.name === "evt.type" && (condition.operator === "=" || condition.operator === "==" || condition.operator === "in");
    case undefined:
      return false;
  }
}

/** `not evt.type != open`: the only negation that leaves few types. */
function excludesEventTypes(condition: Condition): boolean {
  return condition.kind === "check" && condition.left.kind === "field" && condition.left.name === "evt.type" && condition.operator === "!=";
}
