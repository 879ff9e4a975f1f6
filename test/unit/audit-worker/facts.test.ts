import { createHash } from "node:crypto";
import { expect, test } from "vitest";

import { factsOf } from "../../../main/audit/facts.ts";
import { InventoryBuilder, plainObject } from "../../../shared/audit/index.ts";
import { stableStringify } from "../../../shared/kernel/stable.ts";
import { clusterObjects } from "../../support/clusterObjects.ts";

test("the digest is that of the facts as lines of JSON with sorted keys", async () => {
  const builder = new InventoryBuilder({ namespace: "default" });
  let index = 0;
  for (const object of clusterObjects({ pods: 60 })) builder.object(object, { file: "f", index: index++ });
  // What is odd about an object is told by notes.
  builder.object({ apiVersion: 7, kind: "Pod", metadata: { name: 3 }, spec: { containers: [{ name: "c", image: "i", securityContext: { privileged: "yes" } }] } }, { file: "f", index });
  const inventory = builder.inventory();
  const { objects, pods, namespaces } = inventory;
  expect([...objects].some(({ notes }) => notes)).toBe(true);

  const lines = [
    ...namespaces.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((namespace) => stableStringify(namespace)),
    ...[...objects].map((object) => `${stableStringify({ ...plainObject(object), source: undefined, pod: undefined })} ${stableStringify(pods[object.pod])}`),
  ];
  const expected = createHash("sha256").update(lines.map((line) => `${line}\n`).join("")).digest("hex");
  expect((await factsOf(inventory)).digest).toBe(expected);
});
