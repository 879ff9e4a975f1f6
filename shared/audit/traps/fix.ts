import type { Policy } from "../../model/policy.ts";
import type { TrapFix } from "../results.ts";

/** The policy with a fix applied. Paths are those of the document; one that leads nowhere changes nothing. */
export function applyFix(policy: Policy, { changes }: TrapFix): Policy {
  return changes.reduce((before, { path, value }) => changedAt(before, stepsOf(path), value) as Policy, policy);
}

/** What is at a path of the document; undefined where it leads nowhere. */
export function valueAt(document: unknown, path: string): unknown {
  return stepsOf(path).reduce((value, step) => childOf(value, step), document);
}

/** `cluster.rules[2].type`: names and places. */
function stepsOf(path: string): (string | number)[] {
  return path.split(/[.[\]]+/).filter((step) => step !== "").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function changedAt(value: unknown, [step, ...rest]: (string | number)[], to: unknown): unknown {
  if (step === undefined) return to;
  const child = childOf(value, step);
  if (child === undefined && rest.length > 0) return value;
  const isRemoved = rest.length === 0 && to === undefined;
  const next = isRemoved ? undefined : changedAt(child, rest, to);
  if (Array.isArray(value) && typeof step === "number") {
    if (step >= value.length) return value;
    return isRemoved ? value.toSpliced(step, 1) : value.with(step, next);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const others = Object.entries(value).filter(([key]) => key !== step);
  return Object.fromEntries(isRemoved ? others : [...others, [step, next]]);
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return typeof value === "object" && value !== null && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}
