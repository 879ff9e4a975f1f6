import { projectObject } from "../kube/project.ts";
import type { CommonFacts, NamespaceFacts, ObjectFacts, PodFacts, Projection } from "../kube/facts.ts";
import type { CarriedCoverage, FactsRows, ListedPlaces, ObjectSink, SourceRef, Unreadable } from "../kube/source.ts";
import type { ObjectState } from "../model/finding.ts";
import type { Coverage, SkippedCount } from "./coverage.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";
import { kindText } from "./rollup.ts";
import { plainObject, RowObject, type Kin, type PlacedRows } from "./rowObject.ts";

/** Builds an inventory from what readers deliver. Objects are projected at once and not kept. */
export class InventoryBuilder implements ObjectSink {
  private readonly objects: InventoryObject[] = [];
  private readonly pods: PodFacts[] = [];
  private readonly podIndex = new Map<string, number>();
  /** Facts that a reader shares between objects need not be compared again. */
  private readonly sharedPods = new WeakMap<PodFacts, number>();
  private readonly kin = new WeakMap<CommonFacts, Kin>();
  private readonly namespaces = new Map<string, NamespaceFacts>();
  private readonly skips = new Map<string, SkippedCount>();
  private readonly unreadables: Unreadable[] = [];
  private readonly unlisted: Coverage["notListed"] = [];
  private readonly assumedNamespace: string;
  private assumed = 0;
  private onlyNamespaces: string[] | undefined;
  private carriedAssumption: CarriedCoverage["assumedNamespace"];

  /** `namespace`: the one taken for manifests that name none. */
  constructor({ namespace }: { namespace: string }) {
    this.assumedNamespace = namespace;
  }

  /** Takes one parsed object. Returns its place in the inventory, or undefined when it is not a workload. */
  object(value: unknown, source: SourceRef): number | undefined {
    return this.projected(projectObject(value), source);
  }

  /** Takes consecutive objects whose facts a reader tells. */
  rows(rows: FactsRows, file: string, first: number, outer?: number): void {
    const placed: PlacedRows = { rows, file, first, outer };
    for (let row = 0; row < rows.length; row++) {
      const common = rows.common(row);
      if (common.type === "notWorkload") this.notWorkload(common);
      else this.addRow(common, placed, row);
    }
  }

  private projected(projection: Projection, source: SourceRef): number | undefined {
    switch (projection.type) {
      case "workload":
        return this.addWorkload(projection.facts, source);
      case "namespace":
        this.namespaces.set(projection.facts.name, projection.facts);
        this.skip({ reason: "notWorkload", kind: "Namespace" });
        return undefined;
      case "notWorkload":
        this.notWorkload(projection);
        return undefined;
      case "notObject":
        this.skip({ reason: "notObject", file: source.file });
        return undefined;
    }
  }

  private notWorkload({ apiVersion, kind, carriesPodSpec }: Extract<Projection, { type: "notWorkload" }>): void {
    this.skip({ reason: carriesPodSpec ? "notExamined" : "notWorkload", kind: kindText(apiVersion, kind) });
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

  carried({ skipped, assumedNamespace }: CarriedCoverage): void {
    for (const { count, ...skip } of skipped) this.skip(skip, count);
    this.carriedAssumption ??= assumedNamespace;
  }

  limitedTo(namespaces: string[]): void {
    this.onlyNamespaces = [...namespaces];
  }

  /** What has been read so far. The lists are shared with the builder and grow while it reads on. */
  inventory(): Inventory {
    return { objects: this.objects, pods: this.pods, namespaces: [...this.namespaces.values()], coverage: this.coverage() };
  }

  private addWorkload(facts: ObjectFacts, source: SourceRef): number {
    const { name, uid, created } = facts;
    this.objects.push(plainObject({ ...this.kinOf(facts), source, name, uid, created }));
    return this.objects.length - 1;
  }

  private addRow(common: Extract<CommonFacts, { type: "workload" }>, placed: PlacedRows, row: number): void {
    let kin = this.kin.get(common);
    if (!kin) this.kin.set(common, (kin = this.kinOf(common.facts)));
    else if (common.facts.namespace === undefined) this.assumed++;
    this.objects.push(new RowObject(kin, placed, row));
  }

  /** What an object of the inventory has in common with others. */
  private kinOf(facts: Omit<ObjectFacts, "name" | "uid" | "created">): Kin {
    if (facts.namespace === undefined) this.assumed++;
    const notes = [...facts.identityNotes, ...facts.shapeNotes];
    return {
      apiVersion: facts.apiVersion,
      kind: facts.kind,
      namespace: facts.namespace ?? this.assumedNamespace,
      owner: facts.owner,
      state: stateOf(facts),
      podPath: facts.podPath,
      pod: this.internPod(facts.pod),
      notes: notes.length > 0 ? notes : undefined,
    };
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

  private skip(skipped: Omit<SkippedCount, "count">, times = 1): void {
    const key = `${skipped.reason} ${skipped.kind ?? ""} ${skipped.file ?? ""}`;
    const known = this.skips.get(key);
    if (known) known.count += times;
    else this.skips.set(key, { ...skipped, count: times });
  }

  private coverage(): Coverage {
    return {
      examined: this.objects.length,
      skipped: [...this.skips.values()].map((each) => ({ ...each })),
      unreadable: [...this.unreadables],
      notListed: [...this.unlisted],
      unknownOwners: [],
      ...(this.onlyNamespaces ? { onlyNamespaces: this.onlyNamespaces } : {}),
      ...(this.assumed > 0 ? { assumedNamespace: { namespace: this.assumedNamespace, count: this.assumed } } : this.carriedAssumption ? { assumedNamespace: this.carriedAssumption } : {}),
    };
  }
}

/** See `spec/cli.md`: what `state` means. */
function stateOf({ kind, mirror, phase, owner, replicas }: Omit<ObjectFacts, "name" | "uid" | "created">): ObjectState {
  if (kind === "Pod") {
    if (phase === "Succeeded" || phase === "Failed") return "finished";
    if (mirror) return "mirror";
    return phase === undefined ? "template" : "running";
  }
  return kind === "ReplicaSet" && (owner !== undefined || replicas === 0) ? "history" : "template";
}
