import { projectObject } from "../kube/project.ts";
import type { CommonFacts, NamespaceFacts, ObjectFacts, PodFacts, Projection } from "../kube/facts.ts";
import type { FactsRows, ListedPlaces, ObjectSink, SourceRef, Unreadable } from "../kube/source.ts";
import type { ObjectState } from "../model/finding.ts";
import type { Coverage, SkippedCount } from "./coverage.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";

/** Builds an inventory from what readers deliver. Objects are projected at once and not kept. */
export class InventoryBuilder implements ObjectSink {
  private readonly objects: InventoryObject[] = [];
  private readonly pods: PodFacts[] = [];
  private readonly podIndex = new Map<string, number>();
  /** Facts that a reader shares between objects need not be compared again. */
  private readonly sharedPods = new WeakMap<PodFacts, number>();
  private readonly namespaces = new Map<string, NamespaceFacts>();
  private readonly skips = new Map<string, SkippedCount>();
  private readonly unreadables: Unreadable[] = [];
  private readonly unlisted: Coverage["notListed"] = [];
  private readonly assumedNamespace: string;
  private assumed = 0;

  /** `namespace`: the one taken for manifests that name none. */
  constructor({ namespace }: { namespace: string }) {
  private onlyNamespaces: string[] | undefined;
    this.assumedNamespace = namespace;
  }

  /** Takes one parsed object. Returns its place in the inventory, or undefined when it is not a workload. */
  object(value: unknown, source: SourceRef): number | undefined {
    return this.projected(projectObject(value), source);
  }

  /** Takes an object that a reader has projected itself. */
  projected(projection: Projection, source: SourceRef): number | undefined {
    switch (projection.type) {
      case "workload":
        return this.addWorkload(projection.facts, source);
      case "namespace":
        this.namespaces.set(projection.facts.name, projection.facts);
        this.skip({ reason: "notWorkload", kind: "Namespace" });
        return undefined;
      case "notWorkload": {
        const group = groupOf(projection.apiVersion);
        const kind = group === "" ? projection.kind : `${projection.kind}.${group}`;
        this.skip({ reason: projection.carriesPodSpec ? "notExamined" : "notWorkload", kind });
        return undefined;
      }
      case "notObject":
        this.skip({ reason: "notObject", file: source.file });
        return undefined;
    }
  }

  unreadable(problem: Unreadable): void {
    this.unreadables.push(problem);
  }

  skipped(file: string, reason: "notManifest" | "empty" | "duplicate"): void {
    this.skip({ reason, file });
  }

  notListed(resource: string, permission: string, message: string, places?: ListedPlaces): void {
    this.unlisted.push({ resource, permission, message, ...places });
  }

  limitedTo(namespaces: string[]): void {
    this.onlyNamespaces = [...namespaces];
  }

  /** What has been read so far. The lists are shared with the builder and grow while it reads on. */
  inventory(): Inventory {
    return { objects: this.objects, pods: this.pods, namespaces: [...this.namespaces.values()], coverage: this.coverage() };
  }

  private addWorkload(facts: ObjectFacts, source: SourceRef): number {
    if (facts.namespace === undefined) this.assumed++;
    const hasNotes = facts.identityNotes.length + facts.shapeNotes.length > 0;
    this.objects.push({
      source,
      apiVersion: facts.apiVersion,
      kind: facts.kind,
      namespace: facts.namespace ?? this.assumedNamespace,
      name: facts.name,
      uid: facts.uid,
      owner: facts.owner,
      state: stateOf(facts),
      created: facts.created,
      podPath: facts.podPath,
      pod: this.internPod(facts.pod),
      ...(hasNotes ? { notes: [...facts.identityNotes, ...facts.shapeNotes] } : {}),
    });
    return this.objects.length - 1;
  }

  /** Equal pod specs are kept, and so judged, once. */
  private internPod(pod: PodFacts): number {
    let index = this.sharedPods.get(pod);
    if (index === undefined) {
      const key = JSON.stringify(pod);
      index = this.podIndex.get(key) ?? this.pods.push(pod) - 1;
      this.podIndex.set(key, index);
      this.sharedPods.set(pod, index);
    }
    return index;
  }

  private skip(skipped: Omit<SkippedCount, "count">): void {
    const key = `${skipped.reason} ${skipped.kind ?? ""} ${skipped.file ?? ""}`;
    const known = this.skips.get(key);
    if (known) known.count++;
    else this.skips.set(key, { ...skipped, count: 1 });
  }

  private coverage(): Coverage {
    return {
      examined: this.objects.length,
      skipped: [...this.skips.values()].map((each) => ({ ...each })),
      unreadable: [...this.unreadables],
      notListed: [...this.unlisted],
      unknownOwners: [],
      ...(this.assumed > 0 ? { assumedNamespace: { namespace: this.assumedNamespace, count: this.assumed } } : {}),
    };
  }
}

/** See `spec/cli.md`: what `state` means. */
function stateOf({ kind, mirror, phase, owner, replicas }: ObjectFacts): ObjectState {
  if (kind === "Pod") {
    if (phase === "Succeeded" || phase === "Failed") return "finished";
    if (mirror) return "mirror";
    return phase === undefined ? "template" : "running";
  }
  return kind === "ReplicaSet" && (owner !== undefined || replicas === 0) ? "history" : "template";
}
      ...(this.onlyNamespaces ? { onlyNamespaces: this.onlyNamespaces } : {}),
