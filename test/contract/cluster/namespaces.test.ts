import { describe, expect, test } from "vitest";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { expectedNames, list, listFrom, serve, temporaryFolder } from "./support.ts";

const cluster = makeCluster(45);
const NAMESPACED = ["pods", "replicasets", "deployments", "statefulsets", "daemonsets", "jobs", "cronjobs", "replicationcontrollers"];
const everything = { "team-0": NAMESPACED, "team-1": NAMESPACED, "team-2": NAMESPACED };

/** What of a resource is in some namespaces, in the order in which they are listed. */
function within(resource: string, ...namespaces: string[]): string[] {
  return namespaces.flatMap((namespace) => expectedNames(cluster[resource]).filter((name) => name.startsWith(`${namespace}/`)));
}

describe("a user who may list namespace by namespace only", () => {
  test("gets everything, and nothing is missing", async () => {
    const seen = await listFrom({ data: cluster, forbidden: NAMESPACED, allowedIn: everything });
    expect(seen.result).toEqual({ ok: true, value: null });
    expect(seen.names("pods")).toEqual(within("pods", "team-0", "team-1", "team-2"));
    expect(seen.names("deployments")).toEqual(within("deployments", "team-0", "team-1", "team-2"));
    expect(seen.notListed).toEqual([]);
    // Places go on counting over the namespaces.
    expect(seen.objects.filter(({ source }) => source.file === "context/test/pods").map(({ source }) => source.index)).toEqual(Array.from({ length: 45 }, (_, index) => index));
  });

  test("coverage names the namespaces that were read and those that may not be", async () => {
    const seen = await listFrom({ data: cluster, forbidden: NAMESPACED, allowedIn: { "team-0": NAMESPACED, "team-2": ["pods"] } });
    expect(seen.names("pods")).toEqual(within("pods", "team-0", "team-2"));
    expect(seen.notListed[0]).toEqual({
      resource: "pods", permission: "list pods at cluster scope", listedIn: ["team-0", "team-2"], notListedIn: ["team-1"],
      message: 'User "test-user" of context "test" may not list pods at cluster scope, nor in namespace team-1. Ask for a role that allows it. Only namespaces team-0, team-2 were read.',
    });
    expect(seen.notListed[1]).toMatchObject({ resource: "replicasets", listedIn: ["team-0"], notListedIn: ["team-1", "team-2"] });
    // What is known to be forbidden is not asked for.
    expect(seen.server.requests.some(({ path }) => path === "/api/v1/namespaces/team-1/pods")).toBe(false);
  });

  test("where the rules are not all known, trying tells", async () => {
    const seen = await listFrom({ data: cluster, forbidden: NAMESPACED, allowedIn: { "team-1": NAMESPACED }, incompleteRules: true });
    expect(seen.names("pods")).toEqual(within("pods", "team-1"));
    expect(seen.notListed[0]).toMatchObject({ resource: "pods", listedIn: ["team-1"], notListedIn: ["team-0", "team-2"] });
  });

  test("who may not list namespaces either gets the context's own, and is told to name others", async () => {
    const server = await serve({ data: cluster, forbidden: ["namespaces", ...NAMESPACED], allowedIn: { "team-1": ["namespaces", ...NAMESPACED] } });
    const kubeconfig = await writeKubeconfig(await temporaryFolder(), server, { context: "test", namespace: "team-1", user: { token: "test-token" } });
    const seen = await list(kubeconfig);
    expect(seen.names("pods")).toEqual(within("pods", "team-1"));
    // Its labels say whether anything is enforced there.
    expect(seen.names("namespaces")).toEqual(["team-1"]);
    expect(seen.notListed.map(({ resource }) => resource)).toEqual(["namespaces", ...NAMESPACED]);
    expect(seen.notListed[1]?.message).toBe(
      'User "test-user" of context "test" may not list pods at cluster scope. Ask for a role that allows it. Only namespace team-1 was read. ' +
      "Which other namespaces there are is not known: ask for a role that lists them, or name those to read.",
    );
  });

  test("a namespace that fails is named; what was read before is kept", async () => {
    const seen = await listFrom(
      { data: cluster, forbidden: ["pods"], allowedIn: everything, faults: [{ on: "pods", page: 1, times: "always", do: { type: "status", code: 500 } }] },
      { limits: { attempts: 2, pageSize: 14 } },
    );
    // Only team-0 has more than one page.
    expect(seen.names("pods")).toEqual(within("pods", "team-0").slice(0, 14));
    expect(seen.notListed).toMatchObject([{ resource: "pods", listedIn: [], notListedIn: ["team-0", "team-1", "team-2"] }]);
    expect(seen.notListed[0]?.message).toContain("In team-0: Only the first 14 pods were read.");
  });
});

test("a namespace that is refused only when it is tried is named as such", async () => {
  const allowedIn = { "team-0": ["pods"], "team-2": ["pods"] };
  const seen = await listFrom({ data: cluster, forbidden: ["pods"], allowedIn, incompleteRules: true });
  expect(seen.notListed).toMatchObject([{ resource: "pods", listedIn: ["team-0", "team-2"], notListedIn: ["team-1"] }]);
  expect(seen.notListed[0]?.message).toContain('In team-1: User "test-user" of context "test" may not list pods in namespace team-1. Ask for a role that allows it.');
});

describe("namespaces that the user names", () => {
  test("are the only ones that are read, and coverage says so", async () => {
    const seen = await listFrom({ data: cluster }, { namespaces: ["team-2"] });
    expect(seen.names("pods")).toEqual(within("pods", "team-2"));
    expect(seen.names("namespaces")).toEqual(["team-2"]);
    expect(seen.limitedTo).toEqual(["team-2"]);
    expect(seen.notListed).toEqual([]);
    expect(seen.server.requests.some(({ path }) => path === "/api/v1/pods")).toBe(false);
  });

  test("one that is not there is named", async () => {
    const seen = await listFrom({ data: cluster }, { namespaces: ["team-2", "nowhere"] });
    expect(seen.notListed).toMatchObject([{ resource: "namespaces", listedIn: ["team-2"], notListedIn: ["nowhere"] }]);
  });
});

describe("lists of several namespaces", () => {
  const options = { data: cluster, forbidden: ["pods"], allowedIn: everything };
  const podLists = (seen: Awaited<ReturnType<typeof listFrom>>) => seen.server.requests.filter(({ path }) => path.endsWith("/pods")).map(({ query }) => query);

  test("are all of one moment, and no page of a list names it again", async () => {
    const seen = await listFrom(options);
    const [first, ...others] = podLists(seen).filter((query) => !query.has("continue"));
    expect([first?.has("resourceVersion"), first?.has("resourceVersionMatch")]).toEqual([false, false]);
    expect(others.map((query) => [query.get("resourceVersion"), query.get("resourceVersionMatch")])).toEqual([["1000", "Exact"], ["1000", "Exact"]]);
    expect(podLists(seen).filter((query) => query.has("continue") && query.has("resourceVersion"))).toEqual([]);
  });

  test("give the newest data where that moment is gone", async () => {
    const seen = await listFrom({ ...options, gone: "1000" });
    expect(seen.names("pods")).toEqual(within("pods", "team-0", "team-1", "team-2"));
    expect(seen.notListed).toEqual([]);
  });
});

describe("a rate that the user sets", () => {
  test("is kept", async () => {
    const started = performance.now();
    const seen = await listFrom({ data: { pods: cluster["pods"] ?? [] } }, { requestsPerSecond: 100 });
    const requests = seen.server.requests.length;
    expect(requests).toBeGreaterThan(20);
    // Never faster, however quick the machine is.
    expect(performance.now() - started).toBeGreaterThan((requests - 1) * 10);
    expect(seen.names("pods")).toEqual(expectedNames(cluster["pods"]));
  });
});
