import { join } from "node:path";
import { expect, test } from "vitest";

import { AUDIT_METHODS } from "../../../main/audit/index.ts";
import type { Audit } from "../../../main/ports.ts";
import { connectWorker } from "../../../main/workers/rpc.ts";
import { clusterText } from "../../support/clusterFile.ts";
import { inFolder } from "../files/collect.ts";
import { ALL_ROWS, listening, OPTIONS, policyWith, readFiles, SETTINGS, value } from "./support.ts";

test("the audit thread reads, judges meanwhile, hears a cancel, and answers afterwards", async () => {
  await inFolder({ "cluster.json": [...clusterText("compact", { pods: 3000 })].join("") }, async (folder) => {
    const told = listening();
    const connected = await connectWorker<Audit, typeof told.events>(
      { name: "audit", url: new URL("../../../main/workers/audit.ts", import.meta.url), events: told.events },
      AUDIT_METHODS,
    );
    const { remote: audit, close } = await value(Promise.resolve(connected));
    try {
      const file = join(folder, "cluster.json");
      const cancelled = readFiles(audit, [file], "first");
      await audit.cancel({ jobId: "job" });
      expect(await cancelled).toMatchObject({ ok: false, error: { code: "cancelled" } });

      const reading = readFiles(audit, [file], "second");
      const meanwhile = await value(audit.judge({ scanId: "scan", snapshotId: "second", policy: policyWith({}), options: OPTIONS, settings: SETTINGS }));
      const { facts } = await value(reading);
      expect(facts.pods).toBe(3000);
      const whole = await value(audit.judge({ scanId: "scan", snapshotId: "second", policy: policyWith({}), options: OPTIONS, settings: SETTINGS }));
      expect(meanwhile.workloads).toBeLessThan(whole.workloads);
      expect((await value(audit.rows({ scanId: "scan", ...ALL_ROWS }))).total).toBe(whole.workloads);
      expect(told.blocks.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(facts.objects);
    } finally {
      await close();
    }
  });
}, 60_000);
