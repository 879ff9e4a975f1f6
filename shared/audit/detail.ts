import { findingOf } from "../engine/index.ts";
import type { Hit, PodJudgement } from "../engine/index.ts";
import type { Finding } from "../model/finding.ts";
import type { InventoryObject } from "./inventory.ts";
import type { Judgement } from "./judge.ts";
import type { JudgedCrowd } from "./judgedCrowd.ts";
import type { JudgedPods } from "./judgedPods.ts";
import { strictestFirst } from "./reason.ts";
import type { WorkloadDetail } from "./results.ts";
import { standInOf } from "./rollup.ts";
import type { ResultTable } from "./table.ts";

/** Everything the window shows of one workload; undefined when there is no such row. */
export function workloadDetail(judgement: Judgement, table: ResultTable, id: number): WorkloadDetail | undefined {
  const workload = judgement.rollUp().workloads[id];
  const index = workload && standInOf(workload);
  const object = index === undefined ? undefined : judgement.inventory.objects.at(index);
  const pod = object && judgement.inventory.pods[object.pod];
  if (!workload || !object || !pod) return undefined;
  return {
    row: table.row(id),
    containers: pod.containers.map(({ name, kind, image }) => ({ name, kind, image })),
    findings: toldFindings(judgement, object),
    podFindings: new PodDifferences(judgement).of(id),
    notes: [...judgement.notesOf(object)],
    definition: judgement.compiled.scopeOf(object.namespace).definition,
    source: object.source,
  };
}

/** The findings of an object, strictest first. */
export function toldFindings(judgement: Judgement, object: InventoryObject): Finding[] {
  return told(judgement, object, judgement.pod(object).hits);
}

function told(judgement: Judgement, object: InventoryObject, hits: readonly Hit[]): Finding[] {
  const pod = judgement.inventory.pods[object.pod];
  return pod ? strictestFirst(hits).map((hit) => findingOf(hit, pod, object.podPath)) : [];
}

const NOTHING: ReadonlyMap<number, readonly Hit[]> = new Map();

/** Tells what running pods violate and their templates do not. Keep one for all workloads of a judgement: whole crowds are alike in it. */
export class PodDifferences {
  private readonly judgement: Judgement;
  private readonly byCrowd = new Map<JudgedCrowd, ReadonlyMap<number, readonly Hit[]>>();
  /** What each hit is known by. */
  private readonly identities = new Map<PodJudgement, readonly string[]>();

  constructor(judgement: Judgement) {
    this.judgement = judgement;
  }

  /** Of a workload, by its place in the roll-up. Pods with equal specs are named together. */
  of(row: number): WorkloadDetail["podFindings"] {
    const { judgement } = this;
    const crowd = judgement.crowdOf(row);
    const hits = crowd ? this.hitsOf(crowd) : NOTHING;
    if (hits.size === 0) return [];
    const groups = new Map<number, { first: InventoryObject; count: number }>();
    for (const index of judgement.rollUp().workloads[row]?.pods ?? []) {
      const object = judgement.inventory.objects.at(index);
      if (!object || !hits.has(object.pod)) continue;
      const group = groups.get(object.pod);
      if (group) group.count++;
      else groups.set(object.pod, { first: object, count: 1 });
    }
    return [...groups].map(([place, { first, count }]) => {
      return { pod: count === 1 ? first.name : `${first.name} and ${count - 1} more`, findings: told(judgement, first, hits.get(place) ?? []) };
    });
  }

  /** For each pod spec that runs what it alone violates; of nearly all there is nothing to tell. */
  private hitsOf(crowd: JudgedCrowd): ReadonlyMap<number, readonly Hit[]> {
    let known = this.byCrowd.get(crowd);
    if (!known) this.byCrowd.set(crowd, (known = this.compare(crowd)));
    return known;
  }

  private compare({ crowd, pods }: JudgedCrowd): ReadonlyMap<number, readonly Hit[]> {
    const { template, running } = crowd.shape;
    const standIn = template ?? running[0];
    const others = running.filter((place) => place !== standIn);
    if (standIn === undefined || others.length === 0) return NOTHING;
    const known = new Set(this.identitiesOf(pods, standIn));
    const found = new Map<number, readonly Hit[]>();
    for (const place of others) {
      const identities = this.identitiesOf(pods, place);
      const own = pods.at(place).hits.filter((_, at) => !known.has(identities[at] ?? ""));
      if (own.length > 0) found.set(place, own);
    }
    return found;
  }

  /** Equal for the same violation of a template and of its pod, whose paths differ. */
  private identitiesOf(pods: JudgedPods, place: number): readonly string[] {
    const judged = pods.at(place);
    let known = this.identities.get(judged);
    if (!known) {
      const containers = this.judgement.inventory.pods[place]?.containers ?? [];
      known = judged.hits.map(({ rule, container, result }) => {
        const own = container === undefined ? undefined : containers[container];
        return JSON.stringify([rule.definition, rule.index, own?.name, own?.kind, result.basis, result.value]);
      });
      this.identities.set(judged, known);
    }
    return known;
  }
}
