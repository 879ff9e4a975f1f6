import { isObject } from "../../../../shared/kernel/json.ts";

/** Attestor names of a signature rule with how many of them must match. */
export interface Attestors {
  match: "all" | "any";
  names: string[];
}

export function attestorsOf(value: unknown): Attestors {
  if (!isObject(value)) return { match: "any", names: [] };
  return "all" in value ? { match: "all", names: textList(value["all"]) } : { match: "any", names: textList(value["any"]) };
}

/** The texts of a value that should be a list of texts. */
export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
