import { findingOf } from "../engine/index.ts";
import type { Hit, PodJudgement } from "../engine/index.ts";
import type { Finding } from "../model/finding.ts";
import type { InventoryObject } from "./inventory.ts";
import type { Judgement } from "./judge.ts";
import { strictestFirst } from "./reason.ts";
import type { WorkloadDetail } from "./results.ts";
import type { Workload } from "./rollup.ts";
import type { ResultTable } from "./table.ts";

/** Index of the object that stands for a workload: its template, else a pod. Undefined for a workload of nothing. */
export function standInOf({ object, pods, finished }: Workload): number | undefined {
  return object ?? pods[0] ?? finished[0];
}

/** Everything the window shows of one workload; undefined when there is no such row. */
export function workloadDetail(judgement: Judgement, table: ResultTable, id: number): WorkloadDetail | undefined {
  const workload = judgement.rollUp().workloads[id];
  const index = workload && standInOf(workload);
  const object = index === undefined ? undefined : judgement.inventory.objects[index];
  const pod = object && judgement.inventory.pods[object.pod];
  if (!workload || !object || !pod) return undefined;
  return {
    row: table.row(id),
    containers: pod.containers.map(({ name, kind, image }) => ({ name, kind, image })),
    findings: toldFindings(judgement, object),
    podFindings: new PodDifferences(judgement).of(workload, object),
    notes: judgement.notesOf(object),
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

/** Tells what running pods violate and their templates do not. Keep one for all workloads of a judgement: many have equal pods. */
export class PodDifferences {
  private readonly judgement: Judgement;
  /** What each hit is known by. */
  private readonly identities = new Map<PodJudgement, readonly string[]>();

  constructor(judgement: Judgement) {
    this.judgement = judgement;
  }

  /** Pods with equal specs are named together. `standIn`: the object that stands for the workload. */
  of(workload: Workload, standIn: InventoryObject): WorkloadDetail["podFindings"] {
    const { judgement } = this;
    const groups = new Map<number, { first: InventoryObject; count: number }>();
    for (const index of workload.pods) {
      const object = judgement.inventory.objects[index];
      // All are in one namespace: what has the template's own spec is judged like it.
      if (!object || object.pod === standIn.pod) continue;
      const group = groups.get(object.pod);
      if (group) group.count++;
      else groups.set(object.pod, { first: object, count: 1 });
    }
    if (groups.size === 0) return [];
    const known = new Set(this.identitiesOf(standIn));
    return [...groups.values()].flatMap(({ first, count }) => {
      const identities = this.identitiesOf(first);
      // Nearly every pod violates what its template does: only the others are told in full.
      if (identities.every((identity) => known.has(identity))) return [];
      const own = judgement.pod(first).hits.filter((_, place) => !known.has(identities[place] ?? ""));
      return [{ pod: count === 1 ? first.name : `${first.name} and ${count - 1} more`, findings: told(judgement, first, own) }];
    });
  }

  /** Equal for the same violation of a template and of its pod, whose paths differ. */
  private identitiesOf(object: InventoryObject): readonly string[] {
    const judged = this.judgement.pod(object);
    let known = this.identities.get(judged);
    if (!known) {
      const containers = this.judgement.inventory.pods[object.pod]?.containers ?? [];
      known = judged.hits.map(({ rule, container, result }) => {
        const own = container === undefined ? undefined : containers[container];
        return JSON.stringify([rule.definition, rule.index, own?.name, own?.kind, result.basis, result.value]);
      });
      this.identities.set(judged, known);
    }
    return known;
  }
}
