import type { Diagnostics } from "../../shared/ipc/signing.ts";
import { ok } from "../../shared/kernel/result.ts";
import { selfTestOfThisRun } from "../signing/bundleCrypto.ts";
import { judgeSelfTest } from "../signing/selfTest.ts";
import type { Deps, UseCases } from "./deps.ts";

/** Parts of the program whose versions matter for signatures and the store. */
const RUNTIME = ["node", "electron", "chrome", "openssl", "v8"];

/** What the program says about itself. */
export function diagnosticUseCases({ store, changed }: Deps): Pick<UseCases, "app.diagnostics" | "app.acknowledgeRestore"> {
  return {
    "app.diagnostics": async () => {
      const tests = await selfTestOfThisRun();
      const judged = judgeSelfTest(tests);
      const [restored, { lastTrustedTime }] = [await store.notice(), await store.memory()];
      return ok<Diagnostics>({
        selfTest: { tests, ...(judged.ok ? {} : { problem: judged.error }) },
        runtime: RUNTIME.flatMap((name) => (process.versions[name] === undefined ? [] : [{ name, version: process.versions[name] }])),
        ...(restored ? { restored } : {}),
        trail: await store.trailHead(),
        ...(lastTrustedTime === null ? {} : { lastTrustedTime }),
      });
    },
    "app.acknowledgeRestore": async () => {
      await store.acknowledgeNotice();
      changed("trail");
      return ok(null);
    },
  };
}
