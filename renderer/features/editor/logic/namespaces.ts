import type { Policy } from "../../../../shared/model/policy.ts";

/** The words of a pasted text: split at blanks, commas, semicolons and quotes, each once. */
export function splitWords(text: string): string[] {
  return [...new Set(text.split(/[\s,;"']+/).filter((word) => word !== ""))];
}

/** The place of another definition that a namespace belongs to already, and the message of it; undefined when it is free. */
export function takenBy(policy: Policy, place: number, namespace: string): { place: number; name: string; message: string } | undefined {
  const other = policy.namespaced.findIndex((definition, index) => index !== place && definition.namespaces.includes(namespace));
  const name = policy.namespaced[other]?.name;
  return name === undefined ? undefined : { place: other, name, message: `${namespace} already belongs to the definition ${name}: a namespace can have one only.` };
}

/** A name for a new definition that no definition has yet: the name itself, else with the first free number. */
export function freeName(policy: Policy, wanted: string): string {
  const taken = new Set(policy.namespaced.map((definition) => definition.name));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}${number}`)) number += 1;
  return `${wanted}${number}`;
}
