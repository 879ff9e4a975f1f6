import { isObject } from "../kernel/json.ts";
import { projectObject, projectTemplates } from "../kube/project.ts";
import type { CommonFacts, NamespaceFacts, ObjectFacts, OwnerRef, OwnFacts, Projection } from "../kube/facts.ts";
import type { CarriedCoverage, FactsRows, ListedPlaces, ObjectSink, SourceRef, Unreadable } from "../kube/source.ts";
import type { ObjectState } from "../model/finding.ts";
import type { Coverage, SkippedCount } from "./coverage.ts";
import type { Inventory } from "./inventory.ts";
import { GrowingList, RowBlock } from "./objectList.ts";
import { PodTable } from "./podTable.ts";
import { kindText } from "./rollup.ts";
import { plainObject, type Kin } from "./rowObject.ts";

/** Builds an inventory from what readers deliver. Objects are projected at once and not kept. */
export class InventoryBuilder implements ObjectSink {
  private readonly objects = new GrowingList();
  private readonly pods = new PodTable();
  /** Of objects of a reader, by the sort of their owner. */
  private readonly kin: Record<OwnerSort, Map<CommonFacts, Kin>> = { none: new Map(), node: new Map(), other: new Map() };
  private readonly namespaces = new Map<string, NamespaceFacts>();
  private readonly skips = new Map<string, SkippedCount>();
  private readonly unreadables: Unreadable[] = [];
  private readonly unlisted: Coverage["notListed"] = [];
  private readonly assumedNamespace: string;
  private readonly otherKinds: boolean;
  private readonly shapes = new Map<string, number>();
  private readonly states: Record<ObjectState, number> = { running: 0, finished: 0, mirror: 0, template: 0, history: 0 };
  private assumed = 0;
  private onlyNamespaces: string[] | undefined;
  private carriedAssumption: CarriedCoverage["assumedNamespace"];

  /** `namespace`: the one taken for manifests that name none. `otherKinds`: pod specs inside other kinds are judged too. */
  constructor({ namespace, otherKinds = false }: { namespace: string; otherKinds?: boolean }) {
    this.assumedNamespace = namespace;
    this.otherKinds = otherKinds;
  }

  /** How many pod specs it has taken: one for each object of the kinds judged, and those of other kinds. */
  get size(): number {
    return this.objects.length;
  }

  /** Takes one parsed object. Returns its place in the inventory, or undefined when it is not a workload. */
  object(value: unknown, source: SourceRef): number | undefined {
    const projection = projectObject(value);
    if (!this.otherKinds || projection.type !== "notWorkload" || !projection.carriesPodSpec || !isObject(value)) return this.projected(projection, source);
    const kind = kindText(projection.apiVersion, projection.kind);
    this.shapes.set(kind, (this.shapes.get(kind) ?? 0) + 1);
    const first = this.objects.length;
    for (const facts of projectTemplates(value)) this.addWorkload(facts, source);
    return first;
  }

  /** Takes consecutive objects whose facts a reader tells. */
  rows(rows: FactsRows, file: string, first: number, outer?: number): void {
    const block = new RowBlock({ texts: rows.texts, file, first, outer });
    for (let row = 0; row < rows.length; row++) {
      const common = rows.common(row);
      if (common.type === "notWorkload") this.notWorkload(common);
      else this.addRow(block, row, common, rows.owner(row));
    }
    if (block.length > 0) this.objects.add(block);
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
    return { objects: this.objects, pods: this.pods.pods, namespaces: [...this.namespaces.values()], coverage: this.coverage() };
  }

  private addWorkload(facts: ObjectFacts, source: SourceRef): number {
    const { name, uid, created, owner } = facts;
    const kin = this.kinOf(facts, sortOf(owner));
    this.count(kin, facts);
    this.objects.push(plainObject({ ...kin, source, name, uid, created, owner }));
    return this.objects.length - 1;
  }

  private addRow(block: RowBlock, row: number, common: Extract<CommonFacts, { type: "workload" }>, owner: OwnerRef | undefined): void {
    const sort = sortOf(owner);
    const known = this.kin[sort];
    let kin = known.get(common);
    if (!kin) known.set(common, (kin = this.kinOf(common.facts, sort)));
    this.count(kin, common.facts);
    block.push(row, kin, owner);
  }

  private count({ state }: Kin, { namespace }: SharedFacts): void {
    this.states[state]++;
    if (namespace === undefined) this.assumed++;
  }

  /** What an object of the inventory has in common with others. */
  private kinOf(facts: SharedFacts, ownerSort: OwnerSort): Kin {
    const { identityNotes, shapeNotes } = facts;
    return {
      apiVersion: facts.apiVersion,
      kind: facts.kind,
      namespace: facts.namespace ?? this.assumedNamespace,
      state: stateOf(facts, ownerSort),
      podPath: facts.podPath,
      pod: this.pods.add(facts.pod),
      notes: identityNotes.length + shapeNotes.length > 0 ? [...identityNotes, ...shapeNotes] : undefined,
    };
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
      states: { ...this.states },
      ...(this.shapes.size > 0 ? { byShape: [...this.shapes].map(([kind, count]) => ({ kind, count })) } : {}),
      skipped: [...this.skips.values()].map((each) => ({ ...each })),
      unreadable: [...this.unreadables],
      notListed: [...this.unlisted],
      unknownOwners: [],
      ...(this.onlyNamespaces ? { onlyNamespaces: this.onlyNamespaces } : {}),
      ...(this.assumed > 0 ? { assumedNamespace: { namespace: this.assumedNamespace, count: this.assumed } } : this.carriedAssumption ? { assumedNamespace: this.carriedAssumption } : {}),
    };
  }
}

type SharedFacts = Omit<ObjectFacts, keyof OwnFacts>;

/** As much of an owner as decides about the state of what it owns. */
type OwnerSort = "none" | "node" | "other";

function sortOf(owner: OwnerRef | undefined): OwnerSort {
  if (!owner) return "none";
  return owner.kind === "Node" ? "node" : "other";
}

/** See `spec/cli.md`: what `state` means. The mirror of a static pod is owned by its Node. */
function stateOf({ kind, mirror, phase, replicas }: SharedFacts, ownerSort: OwnerSort): ObjectState {
  if (kind === "Pod") {
    if (phase === "Succeeded" || phase === "Failed") return "finished";
    if (mirror || ownerSort === "node") return "mirror";
    return phase === undefined ? "template" : "running";
  }
  return kind === "ReplicaSet" && (ownerSort !== "none" || replicas === 0) ? "history" : "template";
}
