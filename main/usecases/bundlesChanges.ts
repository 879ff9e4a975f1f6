import type { BundleCrypto, ReadContents } from "../../shared/bundle/index.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { compareAttestors, compareRulesets } from "../../shared/rules/compareObjects.ts";
import { comparePolicies } from "../../shared/rules/comparePolicies.ts";
import type { Deps } from "./deps.ts";
import { changeText } from "./importPlan.ts";
import { openFile } from "./bundlesView.ts";

/** What a bundle changes against the one before it, in words. */

/** Another version of the same bundle, to compare with. */
export interface Earlier {
  version: number;
  sha256: string;
  contents: ReadContents;
}

/** The newest lower version of a bundle that the store has; one that was accepted goes before one that was only kept. */
export async function earlierOf({ store }: Pick<Deps, "store">, { bundleId, version }: { bundleId: string; version: number }, crypto: BundleCrypto): Promise<Result<Earlier | undefined>> {
  const lower = (await store.bundles()).filter((one) => one.bundleId === bundleId && one.version < version);
  const accepted = lower.filter((one) => one.accepted !== null);
  const [best] = (accepted.length > 0 ? accepted : lower).toSorted((a, b) => b.version - a.version);
  if (!best) return ok(undefined);
  const file = await store.bundleFile(best);
  if (!file.ok) return file;
  const opened = openFile(file.value, crypto);
  return opened.ok ? ok({ version: best.version, sha256: best.statementSha256, contents: opened.value.contents }) : opened;
}

/** One line a change; empty where both hold the same, and where there is nothing to compare with. */
export function contentChanges(before: ReadContents | undefined, after: ReadContents): string[] {
  if (!before) return [];
  return [
    ...changesOf("Policy", before.policies.map(({ policy }) => policy), after.policies.map(({ policy }) => policy), (a, b) => comparePolicies(a, b).map(changeText)),
    ...changesOf("Ruleset", before.rulesets, after.rulesets, compareRulesets),
    ...changesOf("Attestor", before.attestors, after.attestors, compareAttestors),
  ];
}

function changesOf<T extends { name: string }>(noun: string, before: readonly T[], after: readonly T[], compare: (a: T, b: T) => string[]): string[] {
  const earlier = new Map(before.map((one) => [one.name, one]));
  const kept = new Set(after.map(({ name }) => name));
  return [
    ...before.filter(({ name }) => !kept.has(name)).map(({ name }) => `${noun} ${name} is no longer in it.`),
    ...after.flatMap((one) => {
      const was = earlier.get(one.name);
      return was ? compare(was, one).map((change) => `${noun} ${one.name}: ${change}`) : [`${noun} ${one.name} is new.`];
    }),
  ];
}
