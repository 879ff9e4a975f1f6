import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verifyBundle } from "../../../shared/bundle/index.ts";
import { mutantsOf, withoutOffers, WAYS } from "../../support/bundleMutants.ts";
import { makeBundle, optionsWith, TRUST } from "../../support/bundles.ts";
import { makeFullBundle } from "../../support/fullBundles.ts";

/** Enough that each way is tried; SALLYPORT_MUTANTS raises it for a long run (100,000). */
const RUNS = Number(process.env["SALLYPORT_MUTANTS"] ?? 800);
/** A busy machine is no failure. */
const BUSY_MS = 120_000 + RUNS * 60;

describe("bundles that were changed on the way", () => {
  const good = makeFullBundle();
  const other = makeFullBundle({ version: 8 });
  // Approvals and trust lists are offered beside what is signed: without one of them it is a good bundle still.
  const goodToo = new Set(withoutOffers(good).map((bytes) => Buffer.from(bytes).toString("latin1")));

  test("are refused without exception, by one step with a reason, also where two signatures would be enough", () => {
    const needed = (threshold: number) => optionsWith({ trust: { ...TRUST, threshold } });
    expect(verifyBundle(good, needed(2)).bundle).toBeDefined();
    const tried = new Set<string>();
    const reasons = new Set<string>();
    fc.assert(
      fc.property(mutantsOf(good, other), ({ how, bytes }) => {
        tried.add(how);
        if (goodToo.has(Buffer.from(bytes).toString("latin1"))) return;
        // Without a signature more than needed it is a good bundle still.
        const { bundle, steps } = verifyBundle(bytes, needed(how === "leaves a part out" ? 3 : 2));
        expect(bundle).toBeUndefined();
        const failed = steps.filter(({ outcome }) => outcome === "failed");
        expect(failed.map(({ refusal }) => [refusal?.code, refusal?.message, refusal?.remedy].every(Boolean))).toEqual([true]);
        reasons.add(failed[0]?.refusal?.code ?? "");
      }),
      { numRuns: RUNS },
    );
    expect([...tried].toSorted()).toEqual(WAYS.toSorted());
    expect(reasons.size).toBeGreaterThan(12);
  }, BUSY_MS);

  test("are refused at every single byte of headers, statement, text and signatures", () => {
    // One signer and no files: small enough to change each byte there is.
    const small = makeBundle({ files: [], signers: ["ada"] });
    const options = optionsWith({ trust: { ...TRUST, threshold: 1 } });
    expect(verifyBundle(small, options).bundle).toBeDefined();
    const accepted: number[] = [];
    const mutant = small.slice();
    for (let place = 0; place < small.length; place++) {
      mutant[place] = (small[place] ?? 0) ^ (1 << (place % 8));
      if (verifyBundle(mutant, options).bundle) accepted.push(place);
      mutant[place] = small[place] ?? 0;
    }
    expect(accepted).toEqual([]);
  }, BUSY_MS);
});
