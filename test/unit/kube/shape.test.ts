import { describe, expect, test } from "vitest";
import { InventoryBuilder } from "../../../shared/audit/index.ts";
import { projectObject, projectTemplates } from "../../../shared/kube/project.ts";

const spec = { containers: [{ name: "c", image: "a:1", securityContext: { privileged: true } }] };
const template = { template: { metadata: { labels: { app: "x" } }, spec } };
const object = (apiVersion: string, kind: string, body: Record<string, unknown>) => ({ apiVersion, kind, metadata: { name: "x", namespace: "shop", uid: `${kind}-1` }, ...body });

describe("pod templates inside other kinds", () => {
  const kinds: [string, Record<string, unknown>, string[]][] = [
    ["Argo Rollout", object("argoproj.io/v1alpha1", "Rollout", { spec: { replicas: 2, ...template } }), ["spec.template.spec"]],
    ["CloneSet", object("apps.kruise.io/v1alpha1", "CloneSet", { spec: template }), ["spec.template.spec"]],
    ["Knative Service", object("serving.knative.dev/v1", "Service", { spec: template, status: { latest: { spec } } }), ["spec.template.spec"]],
    ["DeploymentConfig", object("apps.openshift.io/v1", "DeploymentConfig", { spec: template }), ["spec.template.spec"]],
    ["JobSet", object("jobset.x-k8s.io/v1alpha2", "JobSet", { spec: { replicatedJobs: [{ name: "a", template: { spec: template } }, { name: "b", template: { spec: template } }] } }),
      ["spec.replicatedJobs[0].template.spec.template.spec", "spec.replicatedJobs[1].template.spec.template.spec"]],
    ["RayCluster", object("ray.io/v1", "RayCluster", { spec: { headGroupSpec: template, workerGroupSpecs: [template] } }), ["spec.headGroupSpec.template.spec", "spec.workerGroupSpecs[0].template.spec"]],
    ["PodTemplate", object("v1", "PodTemplate", template), ["template.spec"]],
    ["a kind nobody knows", object("example.org/v1", "Fleet", { spec: { ships: { first: { crew: spec } } } }), ["spec.ships.first.crew"]],
  ];
  test.each(kinds)("%s: each is found at its place", (_name, value, paths) => {
    expect(projectObject(value)).toMatchObject({ type: "notWorkload", carriesPodSpec: true });
    const facts = projectTemplates(value);
    expect(facts.map(({ podPath }) => podPath)).toEqual(paths);
    expect(facts.every(({ name, pod }) => name === "x" && pod.containers[0]?.security.privileged === true)).toBe(true);
  });

  test.each([
    ["a Service", object("v1", "Service", { spec: { ports: [] } })],
    ["what only was", object("example.org/v1", "Report", { status: { pod: spec } })],
    ["containers that are none", object("example.org/v1", "Dock", { spec: { containers: ["a", { size: 3 }] } })],
  ])("%s has none", (_name, value) => {
    expect(projectObject(value)).toMatchObject({ type: "notWorkload", carriesPodSpec: false });
  });

  test("are listed as not examined, or judged by their shape when asked for", () => {
    const read = (otherKinds: boolean) => {
      const builder = new InventoryBuilder({ namespace: "default", otherKinds });
      kinds.forEach(([, value], index) => builder.object(value, { file: "f", index }));
      return builder.inventory();
    };
    expect(read(false).objects.length).toBe(0);
    expect(read(false).coverage.skipped).toContainEqual({ reason: "notExamined", kind: "Rollout.argoproj.io", count: 1 });
    expect(read(true).objects.length).toBe(10);
    expect(read(true).coverage).toMatchObject({ examined: 10, skipped: [], states: { template: 10 } });
    expect(read(true).coverage.byShape).toContainEqual({ kind: "JobSet.jobset.x-k8s.io", count: 1 });
  });
});
