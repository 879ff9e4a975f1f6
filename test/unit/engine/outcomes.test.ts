import * as fc from "fast-check";
import { expect, test } from "vitest";
import { InventoryBuilder, Judgement } from "../../../shared/audit/index.ts";
import type { AlikeHit, Hit } from "../../../shared/engine/index.ts";
import { workload } from "../../support/oracle/arbitraryObjects.ts";
import { options, policy } from "../../support/oracle/arbitraryPolicies.ts";

/** The verdict and the rules that the hits of a pod spec, each looked at by itself, come to. */
function fromHits(hits: readonly Hit[]) {
  const counting = hits.filter(({ excuse }) => !excuse);
  const violated = counting.filter(({ result }) => result.status === "violation");
  const severest = violated.some(({ rule }) => rule.severity === "block") ? "block" : "log";
  const verdict = violated.length > 0 ? severest : counting.length > 0 ? "unknown" : "allow";
  return { verdict, rules: [...new Set(counting.map(({ rule }) => `${rule.definition}/${rule.index}`))] };
}

/** What is the same for all that is judged alike. */
function told(hits: readonly AlikeHit[]) {
  return hits.map(({ rule, container, result: { status, basis, value } }) => ({ rule: `${rule.definition}/${rule.index}`, container, status, basis, value }));
}

test("many objects judged together, equal parts of them once, come to what the hits of each say", () => {
  fc.assert(
    fc.property(fc.array(workload, { minLength: 2, maxLength: 12 }), policy, options, (objects, chosen, given) => {
      const builder = new InventoryBuilder({ namespace: "default" });
      objects.forEach((object, index) => builder.object(object, { file: "objects", index }));
      const { phase, unset: unsetFields, trustedDigests, at, excludedNamespaces } = given;
      const judgement = new Judgement(builder.inventory(), chosen, { phase, unsetFields, trustedDigests, now: Date.parse(at), excludedNamespaces });
      for (const object of judgement.inventory.objects) {
        const { verdict, counting, hits } = judgement.pod(object);
        expect({ verdict, rules: counting.map(({ definition, index }) => `${definition}/${index}`) }).toEqual(fromHits(hits));
      }
      for (const row of judgement.rollUp().workloads.keys()) {
        const crowd = judgement.crowdOf(row);
        expect(told(crowd?.hitsAlike() ?? [])).toEqual(told(crowd?.hits ?? []));
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
