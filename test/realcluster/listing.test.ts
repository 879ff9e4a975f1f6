import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list, startedThread, temporaryFolder, type Seen } from "../contract/cluster/support.ts";
import { certificateUser, execUser, writeKubeconfig } from "../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../support/apiServer/workloads.ts";
import { ADMIN, AUDITOR, startCluster, type RealCluster } from "./cluster.ts";
import { fill } from "./fill.ts";

/** Every page but the last is full, and pods are many pages. */
const PODS = 3000;
const PAGE = { limits: { pageSize: 250 } };
const data = makeCluster(PODS, 5);

let cluster: RealCluster;
beforeAll(async () => {
  cluster = await startCluster();
  await fill(cluster.api, data);
});
afterAll(() => cluster?.stop());

/** Names the server has, whatever order it lists them in. */
function sorted(resource: string, within: (namespace: string) => boolean = () => true): string[] {
  const metadata = (data[resource] ?? []).map((object) => object["metadata"] as { name: string; namespace: string });
  return metadata.filter(({ namespace }) => within(namespace)).map(({ name, namespace }) => `${namespace}/${name}`).toSorted();
}

async function listAs(user: Record<string, unknown>, options: Parameters<typeof list>[1] = {}, namespace?: string): Promise<Seen> {
  const file = await writeKubeconfig(await temporaryFolder(), cluster, { context: "real", user, ...(namespace !== undefined && { namespace }) });
  return list(file, { ...PAGE, ...options });
}

async function allow(name: string, user: string, resources: string[], namespace?: string): Promise<void> {
  const rules = [{ apiGroups: ["", "apps", "batch"], resources, verbs: ["list"] }];
  const kind = namespace === undefined ? "ClusterRole" : "Role";
  const base = `/apis/rbac.authorization.k8s.io/v1${namespace === undefined ? "" : `/namespaces/${namespace}`}`;
  await cluster.api.create(`${base}/${kind.toLowerCase()}s`, { metadata: { name }, rules });
  await cluster.api.create(`${base}/${kind.toLowerCase()}bindings`, {
    metadata: { name },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: user }],
  });
}

describe("the API server of Kubernetes", () => {
  test("gives every object once, over many pages, with its owner", async () => {
    const seen = await listAs({ token: ADMIN });
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.notListed).toEqual([]);
    for (const resource of ["pods", "replicasets", "deployments"]) expect(seen.names(resource).toSorted()).toEqual(sorted(resource));
    expect(seen.names("namespaces")).toEqual(expect.arrayContaining(["team-0", "team-4", "kube-system"]));
    const ofKind = (wanted: string) => seen.objects.map(({ value }) => value).filter(({ kind }) => kind === wanted);
    const owned = new Set(ofKind("Pod").map(({ metadata }) => (metadata as { ownerReferences: { uid: string }[] }).ownerReferences[0]?.uid));
    expect(owned).toEqual(new Set(ofKind("ReplicaSet").map(({ metadata }) => (metadata as { uid: string }).uid)));
  });

  test("gives a thread that asks ahead the same, each page once", async () => {
    const names: string[] = [];
    const thread = await startedThread();
    const seen = await listAs({ token: ADMIN }, {
      limits: { ...PAGE.limits, many: 250 },
      startThread: () => thread,
      onProgress: ({ what }) => { if (what.startsWith("pods")) names.push(what); },
    });
    expect(seen.result).toEqual({ ok: true, value: null });
    for (const resource of ["pods", "replicasets", "deployments"]) expect(seen.names(resource).toSorted()).toEqual(sorted(resource));
    expect(names.length).toBe(PODS / PAGE.limits.pageSize);
  });

  test("a user without any right is told what is missing, and nothing is read", async () => {
    const seen = await listAs({ token: AUDITOR });
    expect(seen.objects).toEqual([]);
    expect(JSON.stringify(seen.result) + JSON.stringify(seen.notListed)).toContain("list pods at cluster scope");
  });

  test("a user limited to some namespaces gets these; the others are named", async () => {
    await allow("namespaces", "auditor", ["namespaces"]);
    for (const namespace of ["team-1", "team-3"]) await allow("workloads", "auditor", ["pods", "replicasets", "deployments"], namespace);
    const seen = await listAs({ token: AUDITOR });
    expect(seen.names("pods").toSorted()).toEqual(sorted("pods", (namespace) => namespace === "team-1" || namespace === "team-3"));
    expect(seen.notListed.find(({ resource }) => resource === "pods")).toMatchObject({
      listedIn: ["team-1", "team-3"],
      notListedIn: expect.arrayContaining(["team-0", "team-2", "team-4", "kube-system"]),
    });
    expect(seen.notListed.find(({ resource }) => resource === "cronjobs")).toMatchObject({ listedIn: [] });
  });

  test("a client certificate signs in", async () => {
    await allow("pods-of-all", "auditor", ["pods"]);
    const seen = await listAs(certificateUser(cluster));
    expect(seen.names("pods").length).toBe(PODS);
  });

  test("an exec plugin signs in once the user agreed", async () => {
    const log = path.join(await temporaryFolder(), "log");
    expect((await listAs(execUser(ADMIN, log))).result).toMatchObject({ ok: false, error: { code: "consent-needed" } });
    const seen = await listAs(execUser(ADMIN, log), { allowExec: true });
    expect(seen.names("pods").length).toBe(PODS);
    expect((await readFile(log, "utf8")).trim().split("\n").length).toBe(1);
  });

  test("a wrong token is refused with what to do", async () => {
    expect((await listAs({ token: "stale" })).result).toMatchObject({ ok: false, error: { code: "unauthorized" } });
  });

  test("objects that come and go while the list is read do not disturb it: it is of one moment", async () => {
    let made = false;
    const seen = await listAs({ token: ADMIN }, {
      pause: () => {
        if (made) return undefined;
        made = true;
        return cluster.api.create("/api/v1/namespaces/team-0/pods", { metadata: { name: "zz-latecomer" }, spec: { containers: [{ name: "main", image: "late:1" }] } }).then(() => undefined);
      },
    });
    await cluster.api.request("DELETE", "/api/v1/namespaces/team-0/pods/zz-latecomer?gracePeriodSeconds=0");
    expect(seen.result.ok).toBe(true);
    expect(seen.names("pods").filter((name) => !name.endsWith("zz-latecomer")).toSorted()).toEqual(sorted("pods"));
    expect(new Set(seen.names("pods")).size).toBe(seen.names("pods").length);
  });
});
