import { describe, expect, it } from "vitest";
import { rollUp } from "../../../shared/audit/index.ts";
import { controller, ownedBy, pod } from "../../support/objects.ts";
import { inventoryOf } from "../../support/judging.ts";

function workloadsOf(objects: unknown[]) {
  const { workloads, unknownOwners } = rollUp(inventoryOf(objects));
  return {
    workloads: workloads.map(({ kind, name, pods, finished, object }) => ({ is: `${kind}/${name}`, pods: pods.length, finished: finished.length, known: object !== undefined })),
    unknownOwners,
  };
}

describe("rollUp", () => {
  it("follows pods over their ReplicaSet to the Deployment, whatever the order", () => {
    const objects = [
      pod({ name: "cart-1", owner: ownedBy("ReplicaSet", "cart-abc") }),
      pod({ name: "cart-2", owner: ownedBy("ReplicaSet", "cart-abc") }),
      controller({ kind: "ReplicaSet", name: "cart-abc", owner: ownedBy("Deployment", "cart") }),
      controller({ kind: "Deployment", name: "cart" }),
    ];
    const expected = { workloads: [{ is: "Deployment/cart", pods: 2, finished: 0, known: true }], unknownOwners: [] };
    expect(workloadsOf(objects)).toEqual(expected);
    expect(workloadsOf(objects.toReversed())).toEqual(expected);
  });

  it("names an owner that is not among the objects", () => {
    expect(workloadsOf([pod({ name: "canary-1", owner: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "canary", uid: "r" } })])).toEqual({
      workloads: [{ is: "Rollout/canary", pods: 1, finished: 0, known: false }],
      unknownOwners: [{ kind: "Rollout.argoproj.io", count: 1 }],
    });
  });

  it("leaves out ReplicaSets at 0 replicas, and keeps controllers without pods", () => {
    expect(workloadsOf([controller({ kind: "ReplicaSet", name: "old", replicas: 0 }), controller({ name: "idle", replicas: 0 })]).workloads).toEqual([
      { is: "Deployment/idle", pods: 0, finished: 0, known: true },
    ]);
  });

  it("counts finished pods apart", () => {
    const owner = ownedBy("Job", "backup", "batch/v1");
    const job = controller({ kind: "Job", apiVersion: "batch/v1", name: "backup" });
    expect(workloadsOf([job, pod({ name: "b-1", phase: "Succeeded", owner }), pod({ name: "b-2", phase: "Failed", owner })]).workloads).toEqual([
      { is: "Job/backup", pods: 0, finished: 2, known: true },
    ]);
  });

  it("keeps a mirror pod as itself", () => {
    expect(workloadsOf([pod({ name: "etcd-node-1", owner: { apiVersion: "v1", kind: "Node", name: "node-1", uid: "n" } })]).workloads).toEqual([
      { is: "Pod/etcd-node-1", pods: 1, finished: 0, known: true },
    ]);
  });

  it("finds an owner by name when references carry no uid, and in its own namespace only", () => {
    const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name: "db" };
    expect(workloadsOf([controller({ kind: "StatefulSet", name: "db" }), pod({ name: "db-0", owner }), pod({ name: "db-1", namespace: "other", owner })]).workloads).toEqual([
      { is: "StatefulSet/db", pods: 1, finished: 0, known: true },
      { is: "StatefulSet/db", pods: 1, finished: 0, known: false },
    ]);
  });

  it("takes no owner from another namespace, whatever its uid", () => {
    const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: "u-1" };
    const own = (namespace: string) => ({ ...controller({ kind: "StatefulSet", name: "db", namespace }), metadata: { name: "db", namespace, uid: "u-1" } });
    expect(workloadsOf([own("shop"), pod({ name: "db-0", namespace: "shop", owner }), pod({ name: "db-1", namespace: "other", owner })]).workloads).toEqual([
      { is: "StatefulSet/db", pods: 1, finished: 0, known: true },
      { is: "StatefulSet/db", pods: 1, finished: 0, known: false },
    ]);
  });

  it("ends on owners that own each other", () => {
    const loop = [
      controller({ kind: "Deployment", name: "a", owner: ownedBy("Deployment", "b") }),
      controller({ kind: "Deployment", name: "b", owner: ownedBy("Deployment", "a") }),
    ];
    expect(workloadsOf(loop).workloads.length).toBeGreaterThan(0);
  });
});
