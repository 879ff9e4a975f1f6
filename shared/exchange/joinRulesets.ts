import { isObject } from "../kernel/json.ts";
import type { Ruleset } from "../model/ruleset.ts";
import type { ReadDocument } from "./read.ts";

type ReadRuleset = Extract<ReadDocument, { kind: "ruleset" }>;

/**
 * The product keeps predefined and custom rules in resources of two kinds, Sallyport in one ruleset: a RuntimeRuleset
 * and a CustomRuleset of the same name become one.
 */
export function joinRulesets<T extends ReadDocument>(documents: T[]): T[] {
  const joined: T[] = [];
  for (const document of documents) {
    const place = joined.findIndex((earlier) => belongTogether(earlier, document));
    const earlier = joined[place];
    if (earlier?.kind === "ruleset" && document.kind === "ruleset") joined[place] = { ...earlier, ...join(earlier, document) };
    else joined.push(document);
  }
  return joined;
}

function belongTogether(a: ReadDocument, b: ReadDocument): boolean {
  if (a.kind !== "ruleset" || b.kind !== "ruleset" || a.document.name !== b.document.name) return false;
  const areResources = a.format === "custom-resource" && b.format === "custom-resource";
  return areResources && isCustom(a) !== isCustom(b) && a.document.customRules.length * b.document.customRules.length === 0;
}

function isCustom({ isCustom: custom = false }: ReadRuleset): boolean {
  return custom;
}

function join(a: ReadRuleset, b: ReadRuleset): ReadRuleset {
  const [runtime, custom] = isCustom(a) ? [b, a] : [a, b];
  const kept = { ...keptOf(runtime.document), ...keptOf(custom.document) };
  return {
    ...runtime,
    document: {
      ...runtime.document,
      customRules: custom.document.customRules,
      ...(Object.keys(kept).length > 0 ? { extra: { ...runtime.document.extra, "custom-resource": kept } } : {}),
    },
    remarks: [...a.remarks, ...b.remarks],
    lost: [...a.lost, ...b.lost],
  };
}

function keptOf({ extra }: Ruleset): object {
  const kept = extra?.["custom-resource"];
  return isObject(kept) ? kept : {};
}
