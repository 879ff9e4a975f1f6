import { describe, expect, test } from "vitest";
import { defaultReaders } from "../../../main/audit/readers.ts";
import { readInventory } from "../../../main/audit/reading.ts";
import { listCluster } from "../../../main/cluster/index.ts";
import { InventoryBuilder } from "../../../shared/audit/index.ts";
import type { ApiServerOptions } from "../../support/apiServer/server.ts";
import type { ApiObject, ClusterData } from "../../support/apiServer/lists.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { listFrom, QUICK, serve, temporaryFolder } from "./support.ts";

/** A cluster in which Rollouts own the ReplicaSets, as Argo has it. */
function withRollouts(apiVersion = "argoproj.io/v1alpha1"): ClusterData {
  const { deployments = [], replicasets = [], ...rest } = makeCluster(30);
  const owned = ({ metadata, ...set }: ApiObject): ApiObject => {
    const { ownerReferences, ...own } = metadata as ApiObject & { ownerReferences: ApiObject[] };
    return { ...set, metadata: { ...own, ownerReferences: ownerReferences.map((owner) => ({ ...owner, apiVersion, kind: "Rollout" })) } };
  };
  return { ...rest, replicasets: replicasets.map(owned), rollouts: deployments };
}

async function read(options: Partial<ApiServerOptions>, otherKinds: boolean) {
  const server = await serve({ data: withRollouts(), ...options });
  const kubeconfig = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user: { token: "test-token" } });
  const builder = new InventoryBuilder({ namespace: "default", otherKinds });
  const result = await listCluster({
    context: "test", kubeconfigs: [kubeconfig], allowExec: false, sink: builder, signal: new AbortController().signal,
    environment: { home: "/nowhere" }, limits: QUICK, otherKinds,
  });
  expect(result).toEqual({ ok: true, value: null });
  const { objects, coverage } = builder.inventory();
  return { kinds: [...new Set(Array.from(objects, ({ kind }) => kind))], coverage, asked: server.requests.map(({ path }) => path).filter((path) => path.startsWith("/apis/argoproj.io/")) };
}

describe("owners of other kinds", () => {
  test("are listed when the user wants them judged, and their pod templates are found", async () => {
    const seen = await read({}, true);
    expect(seen.asked).toEqual(["/apis/argoproj.io/v1alpha1", "/apis/argoproj.io/v1alpha1/rollouts"]);
    expect(seen.kinds).toEqual(["Pod", "ReplicaSet", "Rollout"]);
    expect(seen.coverage.notListed).toEqual([]);
    expect(seen.coverage.byShape).toEqual([{ kind: "Rollout.argoproj.io", count: 3 }]);
  });

  test("are kept in a snapshot, too", async () => {
    const server = await serve({ data: withRollouts() });
    const kubeconfig = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user: { token: "test-token" } });
    const kept: number[] = [];
    const inventory = await readInventory(
      {
        source: { type: "context", context: "test", kubeconfigs: [kubeconfig], allowExec: false, otherKinds: true },
        keepValues: false, signal: new AbortController().signal,
        progress: () => undefined, connection: () => undefined, opened: () => undefined,
        store: (blocks) => Promise.resolve(void kept.push(blocks.length)),
      },
      defaultReaders,
    );
    expect(inventory).toMatchObject({ ok: true, value: { coverage: { byShape: [{ kind: "Rollout.argoproj.io", count: 3 }] } } });
    expect(kept.length).toBeGreaterThan(0);
  });

  test("are not asked for otherwise", async () => {
    const seen = await read({}, false);
    expect(seen.asked).toEqual([]);
    expect(seen.kinds).toEqual(["Pod", "ReplicaSet"]);
  });

  test("that may not be listed are in the coverage, with the right that is missing", async () => {
    const seen = await read({ forbidden: ["rollouts"] }, true);
    expect(seen.kinds).toEqual(["Pod", "ReplicaSet"]);
    expect(seen.coverage.notListed).toMatchObject([{ resource: "rollouts", permission: "list rollouts.argoproj.io at cluster scope", message: expect.stringContaining("may not list rollouts.argoproj.io") as unknown }]);
  });

  test("are listed in each namespace where they may be", async () => {
    const seen = await read({ forbidden: ["rollouts"], allowedIn: { "team-1": ["rollouts"] } }, true);
    expect(seen.kinds).toEqual(["Pod", "ReplicaSet", "Rollout"]);
    expect(seen.coverage.notListed).toMatchObject([{ resource: "rollouts", listedIn: ["team-1"], notListedIn: ["team-0", "team-2"] }]);
  });

  test.each([
    ["apps.example/v1", "The server has no apps.example/v1 any more"],
    ["batch/v1", "The server lists no Rollout of batch/v1"],
    ["../../v1", '"../../v1", which owners name, is no API'],
  ])("of %s, which the server does not know, are in the coverage", async (apiVersion, message) => {
    const seen = await listFrom({ data: withRollouts(apiVersion) }, { otherKinds: true });
    expect(seen.result.ok).toBe(true);
    expect(seen.notListed).toMatchObject([{ resource: `Rollout of ${apiVersion}`, message: expect.stringContaining(message) as unknown }]);
    expect(seen.names("pods").length).toBe(30);
  });

  test("when the server fails meanwhile, what is missing is said", async () => {
    const seen = await listFrom({ data: withRollouts(), faults: [{ on: "rollouts", times: "always", do: { type: "status", code: 500 } }] }, { otherKinds: true, limits: { attempts: 2 } });
    expect(seen.notListed).toMatchObject([{ resource: "rollouts", message: expect.stringContaining("answered 500") as unknown }]);
  });
});
