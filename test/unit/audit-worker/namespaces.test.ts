import { join } from "node:path";
import { expect, test } from "vitest";

import { createAudit } from "../../../main/audit/index.ts";
import { inFolder, list, pod } from "../files/collect.ts";
import { listening, readFiles, value } from "./support.ts";

test("the namespaces of cluster data are those of its workloads and those without any, by name", async () => {
  const inNamespace = (namespace: string): Record<string, unknown> => ({ ...pod("a", {}), metadata: { name: "a", namespace } });
  const objects = [inNamespace("shop"), inNamespace("shop"), inNamespace("Zoo"), { apiVersion: "v1", kind: "Namespace", metadata: { name: "empty" } }];
  await inFolder({ "cluster.json": JSON.stringify(list(objects)) }, async (folder) => {
    const audit = createAudit(listening().events);
    await value(readFiles(audit, [join(folder, "cluster.json")]));
    expect(await value(audit.namespacesOf({ snapshotId: "s" }))).toEqual(["Zoo", "empty", "shop"]);
    expect(await audit.namespacesOf({ snapshotId: "other" })).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});
