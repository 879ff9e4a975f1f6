import type { RuntimeRule } from "../../../../shared/model/ruleset.ts";

/** A rule's name as the product shows it: `(T1610) Launch privileged container`. */
export function ruleTitle({ name, technique }: Pick<RuntimeRule, "name" | "technique">): string {
  return technique === undefined ? name : `(${technique}) ${name}`;
}

/** The rules that have every word in their id, name, technique or description. */
export function searchRules(catalogue: readonly RuntimeRule[], text: string): RuntimeRule[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return catalogue.filter(({ id, name, technique = "", changelogTechnique = "", description }) => {
    const searched = `${id} ${name} ${technique} ${changelogTechnique} ${description}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}
