import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verifyBundle } from "../../../shared/bundle/index.ts";
import { mutantsOf, WAYS } from "../../support/bundleMutants.ts";
import { makeBundle, optionsWith, TRUST } from "../../support/bundles.ts";

/** So many that each way is tried on most parts; `npm test` has other things to do, too. */
const RUNS = 4000;
/** A busy machine is no failure. */
const BUSY_MS = 120_000;

describe("bundles that were changed on the way", () => {
  const good = makeBundle({ signers: ["ada", "grace", "edsger"] });
  const other = makeBundle({ signers: ["ada", "grace", "edsger"], terms: { version: 8 } });

  test("are refused without exception, by one step with a reason, also where two signatures would be enough", () => {
    const needed = (threshold: number) => optionsWith({ trust: { ...TRUST, threshold } });
    expect(verifyBundle(good, needed(2)).bundle).toBeDefined();
    const tried = new Set<string>();
    fc.assert(
      fc.property(mutantsOf(good, other), ({ how, bytes }) => {
        tried.add(how);
        // Without a signature more than needed it is a good bundle still.
        const { bundle, steps } = verifyBundle(bytes, needed(how === "leaves a part out" ? 3 : 2));
        expect(bundle).toBeUndefined();
        const failed = steps.filter(({ outcome }) => outcome === "failed");
        expect(failed.map(({ refusal }) => [refusal?.code, refusal?.message, refusal?.remedy].every(Boolean))).toEqual([true]);
      }),
      { numRuns: RUNS },
    );
    expect([...tried].toSorted()).toEqual(WAYS.toSorted());
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
