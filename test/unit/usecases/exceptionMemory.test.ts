import { afterEach, beforeEach, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import type { OpenStore } from "../../../main/store/here.ts";
import { createExceptionMemory } from "../../../main/usecases/exceptionMemory.ts";
import { exceptionUses } from "../../../shared/audit/index.ts";
import type { Policy, PolicyException } from "../../../shared/model/policy.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { judge } from "../../support/judging.ts";
import { container, pod } from "../../support/objects.ts";
import { must, NOW, SAMPLE_FACTS, samplePolicy, temporaryFolder } from "../../support/store.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: OpenStore;

const [MARCH, MAY] = ["2026-03-01T10:00:00Z", "2026-05-01T10:00:00Z"];
const exception = (value: string): PolicyException => ({ type: "imageRegistry", operator: "equals", values: [value] });
const excusing = (...exceptions: PolicyException[]): Policy => ({ ...samplePolicy("P"), cluster: { ...samplePolicy("P").cluster, exceptions } });
const cluster = (...images: string[]) => images.map((image, place) => pod({ name: `p${place}`, containers: [container({ image, securityContext: { privileged: true } })] }));

beforeEach(async () => {
  folder = temporaryFolder();
  store = must(openStoreHere(folder.path));
  must(await store.createPolicy({ policy: samplePolicy("P"), author: "Ada", note: "", now: NOW }));
  for (const [id, taken] of [["march", MARCH], ["may", MAY]] as const) {
    await store.beginSnapshot({ id, name: `prod ${id}`, origin: "files", source: [], taken });
    await store.finishSnapshot({ id, inventory: Uint8Array.of(1), summary: SAMPLE_FACTS });
  }
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

it("an exception that a scan or a look at the saved policy saw used is known as such when it no longer is", async () => {
  const policy = excusing(exception("quay.io"), exception("ghcr.io"));
  const uses = (images: string[], of = policy) => exceptionUses(judge(cluster(...images), of));
  const memory = createExceptionMemory({ store, audit: { exceptions: () => Promise.resolve(ok(uses(["quay.io/a:1", "ghcr.io/a:1"]))) } });

  await memory.rememberScan({ id: "scan", snapshotId: "march" }, policy);
  await memory.remember(policy, 1, "may", uses(["ghcr.io/a:1"]));
  // Its place and its owner are others now: it is the same exception.
  const later = excusing(exception("docker.io"), { ...exception("quay.io"), owner: "Bo" });
  const recalled = await memory.recall(later, uses(["ghcr.io/a:1"], later));
  expect(recalled.map(({ state, memory: known }) => [state, known])).toEqual([
    ["unused", undefined],
    ["unused", { firstSeen: MARCH, lastSeen: MAY, lastUsed: { taken: MARCH, data: "prod march" } }],
  ]);
});

it("an exception that is off says nothing of whether it is needed", async () => {
  const policy = excusing({ ...exception("quay.io"), enabled: false });
  const memory = createExceptionMemory({ store, audit: { exceptions: () => Promise.resolve(ok([])) } });
  await memory.remember(policy, 1, "march", exceptionUses(judge(cluster("quay.io/a:1"), policy)));
  expect(await store.exceptionMemory({ policy: "P" })).toEqual([]);
});
