import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Primitives } from "../../../main/signing/primitives.ts";
import { startTestApp } from "../../support/app.ts";
import { samplePolicy } from "../../support/store.ts";

/** As where the digest that is named is not the one that is taken: every signature is refused, a good one, too. */
vi.mock("../../../main/signing/primitives.ts", async (original) => {
  const { primitives } = await original<{ primitives: Primitives }>();
  return { primitives: { ...primitives, verify: () => false } };
});

test("a program whose cryptography is broken says so and neither signs nor verifies; the rest of it works", async () => {
  const here = await startTestApp();
  const { selfTest } = await here.get("app.diagnostics", undefined);
  expect(selfTest.tests.filter(({ passed }) => !passed)).toEqual([{ name: "ECDSA P-256: verify", passed: false }]);
  expect(selfTest.problem).toMatchObject({ message: expect.stringContaining("Nothing is signed or verified"), details: { remedy: expect.any(String) } });

  await here.get("policies.create", { policy: samplePolicy("P") });
  const path = join(here.files, "x.polbundle");
  writeFileSync(path, "");
  const refused = [
    await here.call("keys.generate", { name: "k", passphrase: "a long passphrase of many words" }),
    await here.call("bundles.create", { name: "b", policies: [{ name: "P" }], audience: [] }),
    await here.call("bundles.inspect", { path }),
    await here.call("reports.sign", { path, signing: { keyId: "ab".repeat(32), passphrase: "p" }, overwrite: false }),
    await here.call("reports.verify", { path }),
    await here.call("trust.inspect", { paths: [path] }),
    await here.call("trail.verify", { against: [] }),
  ];
  expect(refused).toEqual(refused.map(() => ({ ok: false, error: selfTest.problem })));
  expect((await here.get("trail.list", { offset: 0, limit: 10 })).records.map(({ action }) => action)).toEqual(["policy.create", "trail.begin"]);
  await here.end();
});
