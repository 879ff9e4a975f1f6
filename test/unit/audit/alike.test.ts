import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exceptionUses, InventoryBuilder, Judgement, ResultTable, type Inventory, type RunOptions } from "../../../shared/audit/index.ts";
import { CheckCache, compilePolicy, judgePod, RANK, type Hit } from "../../../shared/engine/index.ts";
import { isObject } from "../../../shared/kernel/json.ts";
import type { EnforcedVerdict } from "../../../shared/model/finding.ts";
import type { PodFacts } from "../../../shared/kube/facts.ts";
import type { Policy, PolicyException } from "../../../shared/model/policy.ts";
import { workload } from "../../support/oracle/arbitraryObjects.ts";
import { options, policy } from "../../support/oracle/arbitraryPolicies.ts";

/** Workloads are judged together with all that are like them, without findings; here each object is judged by itself, by its findings. */

/** Objects with owners among them, and some whose owner is not among them. */
const objects = fc.array(fc.tuple(workload, fc.integer({ min: -2, max: 11 })), { minLength: 2, maxLength: 12 }).map((drawn) =>
  drawn.map(([object, owner], index) => (isObject(object) && isObject(object["metadata"]) ? { ...object, metadata: { ...object["metadata"], uid: `uid-${index}`, ...ownedBy(owner) } } : object)),
);

function ownedBy(owner: number): object {
  return owner < -1 ? {} : { ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: `set-${owner % 2}`, uid: `uid-${owner}`, controller: true }] };
}

/** A pod spec of a workload, judged by itself. */
interface Part {
  namespace: string;
  pod: PodFacts;
  hits: readonly Hit[];
}

function verdictOf(hits: readonly Hit[]): EnforcedVerdict {
  const counting = hits.filter(({ excuse }) => !excuse);
  return strictest(counting.map(rankOf)) ?? "allow";
}

function rankOf({ rule, result }: Hit): EnforcedVerdict {
  return result.status === "violation" ? rule.severity : "unknown";
}

function strictest(verdicts: readonly EnforcedVerdict[]): EnforcedVerdict | undefined {
  return verdicts.toSorted((a, b) => RANK[b] - RANK[a])[0];
}

function hitsBy(chosen: Policy, run: RunOptions, namespace: string, pod: PodFacts): readonly Hit[] {
  const compiled = compilePolicy(chosen, run);
  return judgePod(compiled, compiled.scopeOf(namespace), pod, new CheckCache()).hits;
}

/** What the slow way says of each workload. */
function oneByOne(inventory: Inventory, judgement: Judgement, chosen: Policy, run: RunOptions) {
  const partAt = (index: number): Part => {
    const object = inventory.objects.at(index);
    const pod = object && inventory.pods[object.pod];
    if (!object || !pod) throw new RangeError(`There is no object ${index}.`);
    return { namespace: object.namespace, pod, hits: hitsBy(chosen, run, object.namespace, pod) };
  };
  return judgement.rollUp().workloads.map(({ object, pods, finished }) => {
    const [template, running, ended] = [object === undefined ? [] : [partAt(object)], pods.map(partAt), finished.map(partAt)];
    const parts = template.length + running.length > 0 ? [...template, ...running] : ended;
    const now = strictest(running.map(({ hits }) => verdictOf(hits)));
    const afterRestart = template[0] ? verdictOf(template[0].hits) : strictest(parts.map(({ hits }) => verdictOf(hits)));
    const wouldBe = strictest([...(now ? [now] : []), ...(afterRestart ? [afterRestart] : [])]);
    return { parts, now, afterRestart, wouldBe };
  });
}

test("workloads judged with all that are like them come to what their objects come to one by one", () => {
  const seen = { excused: 0, needed: 0, hit: 0 };
  fc.assert(
    fc.property(objects, policy, options, (drawn, chosen, given) => {
      const builder = new InventoryBuilder({ namespace: "default" });
      drawn.forEach((object, index) => builder.object(object, { file: "objects", index }));
      const inventory = builder.inventory();
      const run = { phase: given.phase, unsetFields: given.unset, trustedDigests: given.trustedDigests, now: Date.parse(given.at), excludedNamespaces: given.excludedNamespaces };
      const judgement = new Judgement(inventory, chosen, run);
      const expected = oneByOne(inventory, judgement, chosen, run);

      expect(judgement.workloads().map(({ now, afterRestart, wouldBe }) => ({ now, afterRestart, wouldBe }))).toEqual(expected.map(({ now, afterRestart, wouldBe }) => ({ now, afterRestart, wouldBe })));

      const hits = new Map<string, number>();
      for (const { parts } of expected) for (const key of rulesOf(parts)) hits.set(key, (hits.get(key) ?? 0) + 1);
      expect(new Map(new ResultTable(judgement).hitCounts())).toEqual(hits);
      seen.hit += hits.size;

      const used = exceptionUses(judgement).filter(({ workloads }) => workloads > 0);
      expect(used.map(({ key, workloads, needed }) => ({ key, workloads, needed })).toSorted(byKey)).toEqual(usesOneByOne(chosen, run, expected.filter(({ parts }) => !parts.some(({ namespace }) => judgement.isExcluded(namespace)))).toSorted(byKey));
      seen.excused += used.length;
      seen.needed += used.filter(({ needed }) => needed > 0).length;
    }),
    { numRuns: 400 },
  );
  // A comparison of nothing would prove nothing.
  expect(Math.min(seen.excused, seen.needed, seen.hit)).toBeGreaterThan(0);
}, 60_000);

function rulesOf(parts: readonly Part[]): Set<string> {
  return new Set(parts.flatMap(({ hits }) => hits.filter(({ excuse }) => !excuse).map(({ rule }) => `${rule.definition}/${rule.index}`)));
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1;
}

/** An exception is needed where something stricter than the verdict would count if it alone were not there. */
function usesOneByOne(chosen: Policy, run: RunOptions, expected: ReturnType<typeof oneByOne>): { key: string; workloads: number; needed: number }[] {
  const uses = new Map<string, { key: string; workloads: number; needed: number }>();
  for (const { parts, wouldBe } of expected) {
    const excusing = new Set(parts.flatMap(({ hits }) => hits.flatMap(({ excuse }) => (excuse && excuse !== "trustedImages" ? [`${excuse.definition}/${excuse.index}`] : []))));
    for (const key of excusing) {
      const use = uses.get(key) ?? { key, workloads: 0, needed: 0 };
      use.workloads++;
      const other = withoutException(chosen, key);
      const without = strictest(
        parts.flatMap(({ namespace, pod, hits }) => {
          const then = hitsBy(other, run, namespace, pod);
          return hits.flatMap((hit, place) => (isExcusedBy(hit, key) && !then[place]?.excuse ? [rankOf(hit)] : []));
        }),
      );
      if (without && wouldBe && RANK[without] > RANK[wouldBe]) use.needed++;
      uses.set(key, use);
    }
  }
  return [...uses.values()];
}

function isExcusedBy({ excuse }: Hit, key: string): boolean {
  return excuse !== undefined && excuse !== "trustedImages" && `${excuse.definition}/${excuse.index}` === key;
}

/** The policy with one of its exceptions switched off. */
function withoutException(chosen: Policy, key: string): Policy {
  const off = (definition: string, exceptions: PolicyException[]) =>
    exceptions.map((exception, index) => (`${definition}/${index}` === key ? { ...exception, enabled: false } : exception));
  return {
    ...chosen,
    cluster: { ...chosen.cluster, exceptions: off("cluster", chosen.cluster.exceptions) },
    namespaced: chosen.namespaced.map((each) => (each.exceptions ? { ...each, exceptions: off(each.name, each.exceptions) } : each)),
  };
}
