import type { Hit } from "../engine/index.ts";
import { parseImage } from "../kube/image.ts";
import type { ImageReference } from "../kube/image.ts";
import { byCodeUnit } from "../kernel/stable.ts";
import type { Policy, PolicyException } from "../model/policy.ts";
import { Judgement } from "./judge.ts";
import { podAt } from "./judgedPods.ts";
import { namespacesOf } from "./objectList.ts";
import { reasonOf, strictestFirst } from "./reason.ts";
import type { ExceptionProposal, PlacedException, ProposalRow, Proposals, ProposalWidth } from "./results.ts";
import { PROPOSAL_WIDTHS } from "./results.ts";

/** What else a proposal excuses is listed up to this many; the total is always told. */
const SHOWN = 50;

/** An image that must be excused so that a chosen workload passes. */
interface Need {
  image: string;
  parsed: ImageReference;
  namespace: string;
  /** The definition whose exceptions hold there. */
  holder: string;
}

/**
 * Ways to let the chosen workloads pass by exceptions alone: for each width (these images, their repositories, their
 * registries), everywhere or only in the namespaces of the chosen. Each is tried out: what it clears, what it leaves, and
 * what else it excuses. Those that excuse least come first; one that excuses the same as a narrower one is left out.
 *
 * @param chosen rows, as in `WorkloadRow.id`
 */
export function proposeExceptions(judgement: Judgement, chosen: readonly number[]): Proposals {
  const rows = [...new Set(chosen)].filter((row) => judgement.crowdOf(row));
  const impossible = rows.flatMap((row) => {
    const why = whyNot(judgement, row);
    return why === undefined ? [] : [proposalRow(judgement, row, why)];
  });
  const needs = rows.flatMap((row) => needsOf(judgement, row));
  if (needs.length === 0) return { chosen: rows.length, impossible, proposals: [] };
  const tried = PROPOSAL_WIDTHS.flatMap((width) => [true, false].map((limited) => tryOut(judgement, rows, width, limited, exceptionsFor(needs, width, limited))));
  const distinct = tried.filter((proposal, place) => !tried.slice(0, place).some((other) => isNoBetter(proposal, other)));
  // Sorting keeps the order of those that do the same: the narrowest first.
  const proposals = distinct.toSorted((a, b) => b.clears - a.clears || a.othersTotal - b.othersTotal);
  return { chosen: rows.length, impossible, proposals };
}

/** A policy with proposed exceptions added to the definitions they are for. */
export function withExceptions(policy: Policy, placed: readonly PlacedException[]): Policy {
  const added = (definition: string) => placed.filter((each) => each.definition === definition).map(({ exception }) => exception);
  return {
    ...policy,
    cluster: { ...policy.cluster, exceptions: [...policy.cluster.exceptions, ...added("cluster")] },
    namespaced: policy.namespaced.map((each) => (each.exceptions ? { ...each, exceptions: [...each.exceptions, ...added(each.name)] } : each)),
  };
}

/** Hits of a workload that count; those that no exception can excuse are told by `whyNot`. */
function countedHits(judgement: Judgement, row: number): readonly Hit[] {
  return judgement.crowdOf(row)?.hits ?? [];
}

function whyNot(judgement: Judgement, row: number): string | undefined {
  const hit = countedHits(judgement, row).find(({ rule }) => !rule.descriptor.excusable);
  if (hit) return `${hit.rule.descriptor.short}: no exception applies to this rule`;
  const unread = imagesToExcuse(judgement, row).find(({ image }) => parseImage(image) === undefined);
  return unread && `the image "${unread.image}" cannot be read, so no exception can match it`;
}

/** The images whose containers have a counted hit; for a hit of the whole pod those of all its containers. */
function imagesToExcuse(judgement: Judgement, row: number): { image: string; namespace: string }[] {
  const [workload, judged] = [judgement.rollUp().workloads[row], judgement.crowdOf(row)];
  if (!workload || !judged) return [];
  const { namespace } = workload;
  return judged.crowd.shape.parts.flatMap((place) => {
    const { containers } = podAt(judgement.inventory, place);
    return judged.pods.at(place).hits.flatMap(({ container, excuse, rule }) => {
      if (excuse || !rule.descriptor.excusable) return [];
      const hit = container === undefined ? containers : containers.slice(container, container + 1);
      return hit.map(({ image }) => ({ image, namespace }));
    });
  });
}

function needsOf(judgement: Judgement, row: number): Need[] {
  return imagesToExcuse(judgement, row).flatMap(({ image, namespace }) => {
    const parsed = parseImage(image);
    return parsed ? [{ image, parsed, namespace, holder: holderOf(judgement.compiled.policy, namespace) }] : [];
  });
}

/** A namespaced definition with exceptions of its own has none of the cluster-wide ones. */
function holderOf({ namespaced }: Policy, namespace: string): string {
  const definition = namespaced.find(({ namespaces }) => namespaces.includes(namespace));
  return definition?.exceptions ? definition.name : "cluster";
}

/** One exception for each definition: several values are one exception. */
function exceptionsFor(needs: Need[], width: ProposalWidth, limited: boolean): PlacedException[] {
  const holders = [...new Set(needs.map(({ holder }) => holder))];
  return holders.map((definition) => {
    const own = needs.filter(({ holder }) => holder === definition);
    const values = withoutCovered([...new Set(own.map((need) => VALUES[width](need)))], width);
    const namespaces = [...new Set(own.map(({ namespace }) => namespace))].toSorted(byCodeUnit);
    const exception: PolicyException = { type: width === "image" ? "imagePath" : "imageRegistry", operator: "equals", values, ...(limited ? { namespaces } : {}) };
    return { definition, exception };
  });
}

/** `imageRegistry` with a path matches the repository itself and everything below it (semantics.md, "Images"). */
const VALUES: Record<ProposalWidth, (need: Need) => string> = {
  image: ({ image }) => image,
  repository: ({ parsed }) => `${parsed.canonicalHost}/${parsed.canonicalPath}`,
  registry: ({ parsed }) => parsed.canonicalHost,
};

/** A repository below another one needs no value of its own. */
function withoutCovered(values: string[], width: ProposalWidth): string[] {
  const kept = width === "repository" ? values.filter((value) => !values.some((other) => value.startsWith(`${other}/`))) : values;
  return kept.toSorted(byCodeUnit);
}

function tryOut(judgement: Judgement, rows: number[], width: ProposalWidth, limited: boolean, exceptions: PlacedException[]): ExceptionProposal {
  const { compiled, inventory, cache } = judgement;
  // Namespaces left alone are those of the judgement that is asked.
  const excludedNamespaces = namespacesOf(inventory.objects).filter((namespace) => judgement.isExcluded(namespace));
  const eased = new Judgement(inventory, withExceptions(compiled.policy, exceptions), { ...compiled.options, excludedNamespaces }, cache, judgement.rollUp());
  const chosen = new Set(rows);
  const leaves: ProposalRow[] = [];
  const others: number[] = [];
  const { workloads, ended } = judgement.rollUp();
  for (const row of workloads.keys()) {
    if (chosen.has(row)) {
      if (eased.crowdOf(row)?.wouldBe !== "allow") leaves.push(proposalRow(eased, row, whyOf(eased, row)));
    } else if (ended[row] === 0 && countedHits(eased, row).length < countedHits(judgement, row).length) others.push(row);
  }
  return {
    width,
    limited,
    exceptions,
    clears: rows.length - leaves.length,
    leaves,
    others: others.slice(0, SHOWN).map((row) => proposalRow(judgement, row, whyOf(judgement, row))),
    othersTotal: others.length,
  };
}

function proposalRow(judgement: Judgement, row: number, why: string): ProposalRow {
  const judged = judgement.workload(row);
  if (!judged) throw new RangeError(`There is no workload ${row}.`);
  const { kind, namespace, name } = judged.workload;
  return { id: row, kind, namespace, name, verdict: judged.verdict, why };
}

function whyOf(judgement: Judgement, row: number): string {
  const strictest = strictestFirst(countedHits(judgement, row))[0];
  return strictest ? reasonOf(strictest) : "";
}

/** Whether a narrower proposal, tried before, does the same with no more values. */
function isNoBetter(proposal: ExceptionProposal, narrower: ExceptionProposal): boolean {
  return narrower.clears >= proposal.clears && narrower.othersTotal <= proposal.othersTotal && valueCount(narrower) <= valueCount(proposal);
}

function valueCount({ exceptions }: ExceptionProposal): number {
  return exceptions.reduce((sum, { exception }) => sum + exception.values.length, 0);
}
