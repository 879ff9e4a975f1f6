import { isObject } from "../../shared/kernel/json.ts";
import type { Constraint } from "./vendorConstraints.ts";

type Check<K extends Constraint["is"]> = (value: unknown, constraint: Extract<Constraint, { is: K }>, path: string) => string[];

/** What of a value breaks a constraint, each with its path; empty when nothing does. */
export function violations(value: unknown, constraint: Constraint, path = ""): string[] {
  return (CHECKS[constraint.is] as Check<Constraint["is"]>)(value, constraint, path);
}

function wrong(value: unknown, path: string, why: string): string[] {
  return [`${path}: ${why} (${JSON.stringify(value)?.slice(0, 80)})`];
}

const CHECKS: { [K in Constraint["is"]]: Check<K> } = {
  text(value, { pattern, longest = Infinity, oneOf }, path) {
    if (typeof value !== "string") return wrong(value, path, "is no text");
    if (oneOf && !oneOf.includes(value)) return wrong(value, path, "is not allowed");
    if (pattern && !pattern.test(value)) return wrong(value, path, `does not match ${pattern}`);
    return value.length > longest ? wrong(value, path, `is longer than ${longest}`) : [];
  },
  flag: (value, _constraint, path) => (typeof value === "boolean" ? [] : wrong(value, path, "is no flag")),
  "whole number": (value, { min, max }, path) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max ? [] : wrong(value, path, "is no number that is allowed"),
  list(value, { of, least = 0, most = Infinity, uniqueBy }, path) {
    if (!Array.isArray(value)) return wrong(value, path, "is no list");
    const keys = uniqueBy === undefined ? [] : value.map((item: unknown) => (isObject(item) ? item[uniqueBy] : undefined));
    return [
      ...(value.length < least || value.length > most ? wrong(value, path, "is too short or too long") : []),
      ...(new Set(keys).size < keys.length ? wrong(value, path, `has the same ${uniqueBy} twice`) : []),
      ...value.flatMap((item: unknown, index) => violations(item, of, `${path}[${index}]`)),
    ];
  },
  map(value, { fields }, path) {
    if (!isObject(value)) return wrong(value, path, "is no map");
    const strange = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
    return [
      ...(strange.length > 0 ? wrong(value, path, `has fields that nobody knows: ${strange.join(", ")}`) : []),
      ...Object.entries(fields).flatMap(([key, field]) => {
        if (value[key] !== undefined) return violations(value[key], field, `${path}.${key}`);
        return field.optional ? [] : wrong(value, path, `has no ${key}`);
      }),
    ];
  },
  "texts by name"(value, { name: form, longestName }, path) {
    if (!isObject(value)) return wrong(value, path, "is no map");
    return Object.entries(value).flatMap(([name, text]) => {
      if (typeof text !== "string") return wrong(text, `${path}.${name}`, "is no text");
      return form.test(name) && name.length <= longestName ? [] : wrong(name, path, "is no name");
    });
  },
  "one of"(value, { by, kinds }, path) {
    const kind = isObject(value) ? String(value[by]) : "";
    const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    return found ? violations(value, found, path) : wrong(value, path, `is of no kind that is allowed by its ${by}`);
  },
  "exactly one of"(value, { fields }, path) {
    const [entry, ...others] = isObject(value) ? Object.entries(value) : [];
    const field = entry && others.length === 0 ? fields[entry[0]] : undefined;
    return field && entry ? violations(entry[1], field, `${path}.${entry[0]}`) : wrong(value, path, `has not exactly one of ${Object.keys(fields).join(", ")}`);
  },
};
