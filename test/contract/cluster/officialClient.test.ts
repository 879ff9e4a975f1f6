import path from "node:path";
import { AuthorizationV1Api, CoreV1Api, KubeConfig, VersionApi, type V1PodList } from "@kubernetes/client-node";
import { describe, expect, test } from "vitest";
import { createCluster } from "../../../main/cluster/index.ts";
import { writeKubeconfig } from "../../support/apiServer/kubeconfigs.ts";
import { makeCluster } from "../../support/apiServer/workloads.ts";
import { bareEnvironment, list, serve, temporaryFolder } from "./support.ts";

/**
 * The official client as an independent witness: what it makes of a kubeconfig and of the test server is what our own
 * side makes of them (decision record 8).
 */
const cluster = makeCluster(45);

async function bothOn(user: Record<string, unknown>, forbidden: string[] = []) {
  const server = await serve({ data: cluster, forbidden });
  const file = await writeKubeconfig(await temporaryFolder(), server, { context: "test", user });
  const config = new KubeConfig();
  config.loadFromFile(file);
  return { file, config };
}

describe("the official client and ours", () => {
  test("list the same pods, page by page", async () => {
    const { file, config } = await bothOn({ token: "test-token" });
    const api = config.makeApiClient(CoreV1Api);
    const names: string[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      const page: V1PodList = await api.listPodForAllNamespaces({ limit: 7, ...(token && { _continue: token }) });
      names.push(...page.items.map(({ metadata }) => metadata?.name ?? ""));
      const { _continue: next } = page.metadata ?? {};
      token = next || undefined;
    }
    const ours = await list(file);
    expect(ours.names("pods").map((name) => name.split("/").at(-1))).toEqual(names);
    expect(names).toHaveLength(cluster["pods"]?.length ?? 0);
  });

  test("hear the same version and the same rights", async () => {
    const { file, config } = await bothOn({ token: "test-token" }, ["cronjobs"]);
    const { gitVersion } = await config.makeApiClient(VersionApi).getCode();
    const review = (resource: string, group: string) =>
      config.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({ body: { spec: { resourceAttributes: { verb: "list", group, resource } } } });
    const ours = await createCluster({ environment: bareEnvironment(path.dirname(file)) }).check({ context: "test", kubeconfigs: [file], allowExec: false });
    if (!ours.ok) throw new Error(ours.error.message);
    expect(ours.value.serverVersion).toBe(gitVersion);
    expect(ours.value.rights.find(({ resource }) => resource === "pods")?.allowed).toBe((await review("pods", "")).status?.allowed);
    expect(ours.value.rights.find(({ resource }) => resource === "cronjobs")?.allowed).toBe((await review("cronjobs", "batch")).status?.allowed);
  });
});
