import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectObject, WORKLOAD_KINDS } from "../../../shared/kube/project.ts";
import { container, pod } from "../../support/objects.ts";

function nest(path: string[], spec: unknown): Record<string, unknown> {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), spec) as Record<string, unknown>;
}

function factsOf(value: unknown) {
  const projection = projectObject(value);
  if (projection.type !== "workload") throw new Error(`expected a workload, got ${projection.type}`);
  return projection.facts;
}

describe("projectObject", () => {
  it.each(Object.entries(WORKLOAD_KINDS))("finds the pod spec of a %s", (kind, { groups, path }) => {
    const apiVersion = groups[0] === "" ? "v1" : `${groups[0]}/v1`;
    const facts = factsOf({ apiVersion, kind, metadata: { name: "it" }, ...nest(path, { hostPID: true, containers: [container()] }) });
    expect(facts.podPath).toBe(path.join("."));
    expect(facts.pod.hostPID).toBe(true);
    expect(facts.pod.containers.map(({ name }) => name)).toEqual(["app"]);
  });

  it("does not take a kind of another group for its namesake", () => {
    expect(projectObject({ apiVersion: "batch.volcano.sh/v1alpha1", kind: "Job", spec: { tasks: [{ template: { spec: { containers: [{ image: "x" }] } } }] } })).toEqual({
      type: "notWorkload", apiVersion: "batch.volcano.sh/v1alpha1", kind: "Job", carriesPodSpec: true,
    });
  });

  it("tells kinds with a pod template from those without", () => {
    expect(projectObject({ apiVersion: "v1", kind: "Service", spec: { ports: [] } })).toMatchObject({ carriesPodSpec: false });
    expect(projectObject({ apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", spec: { template: { spec: { containers: [container()] } } } })).toMatchObject({ carriesPodSpec: true });
  });

  it("names what is no object", () => {
    for (const value of [null, 3, "text", [], {}, { kind: 7 }]) expect(projectObject(value).type).toBe("notObject");
  });

  it("reads a namespace's labels and the one that switches enforcement off", () => {
    const namespace = (labels: unknown) => projectObject({ apiVersion: "v1", kind: "Namespace", metadata: { name: "x", labels } });
    expect(namespace({ ignoreAdmissionControl: "" })).toEqual({ type: "namespace", facts: { name: "x", ignored: true, labels: { ignoreAdmissionControl: "" } } });
    expect(namespace({ team: "payments", odd: 1 })).toEqual({ type: "namespace", facts: { name: "x", ignored: false, labels: { team: "payments" } } });
    expect(namespace(null)).toEqual({ type: "namespace", facts: { name: "x", ignored: false } });
  });

  it("knows mirror pods by annotation and by owner", () => {
    expect(factsOf(pod({ annotations: { "kubernetes.io/config.mirror": "abc" } })).mirror).toBe(true);
    expect(factsOf(pod()).mirror).toBe(false);
  });

  it("takes the digest that runs from the status", () => {
    const value = pod();
    value["status"] = { phase: "Running", containerStatuses: [{ name: "app", imageID: "docker-pullable://registry.example.com/team/app@sha256:12" }] };
    expect(factsOf(value).pod.containers[0]?.imageDigest).toBe("sha256:12");
  });

  it("reads null as absent without a word, and a wrong type as absent with a note", () => {
    const facts = factsOf(pod({ containers: [{ name: "app", image: "a", securityContext: { privileged: null, runAsNonRoot: "true", capabilities: { add: ["NET_ADMIN", 7], drop: "ALL" } } }] }));
    expect(facts.pod.containers[0]?.security).toMatchObject({ privileged: undefined, runAsNonRoot: undefined, add: ["NET_ADMIN"], drop: [] });
    expect(facts.pod.notes.map(({ path }) => path)).toEqual([
      "containers[0].securityContext.runAsNonRoot",
      "containers[0].securityContext.capabilities.add[1]",
      "containers[0].securityContext.capabilities.drop",
    ]);
  });

  it("notes a capability whose spelling is read differently elsewhere", () => {
    const facts = factsOf(pod({ containers: [container({ securityContext: { capabilities: { add: ["CAP_NET_ADMIN"], drop: ["all"] } } })] }));
    expect(facts.pod.notes.map(({ code }) => code)).toEqual(["capability.spelling", "capability.spelling"]);
  });

  it("notes a user 0 that the kubelet will refuse", () => {
    const facts = factsOf(pod({ containers: [container({ securityContext: { runAsNonRoot: true, runAsUser: 0 } })] }));
    expect(facts.pod.notes).toMatchObject([{ code: "runAsUser.root", path: "containers[0].securityContext.runAsUser" }]);
  });

  it("says so when there is no pod spec", () => {
    expect(factsOf({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "x" }, spec: { template: 4 } }).shapeNotes).toMatchObject([
      { code: "shape.type", path: "spec.template" },
      { code: "object.podSpec", path: "spec.template" },
    ]);
  });

  it("survives any shape", () => {
    const keys = ["metadata", "spec", "template", "containers", "securityContext", "capabilities", "add", "drop", "ownerReferences", "status", "containerStatuses", "labels", "os", "name", "image", "jobTemplate"];
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 7 }, fc.constantFrom<unknown>(null, true, 0, -1, 1.5, "x", "true"), fc.array(tie("tree"), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie("tree"), { maxKeys: 5 })),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(WORKLOAD_KINDS), "Namespace", "Other"), fc.dictionary(fc.constantFrom(...keys), tree), (kind, fields) => {
        expect(projectObject({ ...fields, kind }).type).toBeTypeOf("string");
      }),
      { numRuns: 500 },
    );
  });
});
