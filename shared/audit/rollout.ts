import { byCodeUnit } from "../kernel/stable.ts";
import { LONGEST_NAME } from "../model/names.ts";
import type { NamespacedDefinition, Policy, PolicyRule } from "../model/policy.ts";
import { VERDICTS } from "../model/finding.ts";
import type { Judgement } from "./judge.ts";
import type { NamespaceVerdicts, RolloutNamespace, RolloutPlan, RolloutPoint, RolloutWave } from "./results.ts";

/**
 * A way from logging to blocking, namespace by namespace. It is made from what the policy would do to the data of several
 * days: a namespace in which nothing would have been blocked for some time goes first, one in which something still would
 * be goes last. Each wave is a policy of its own; leaving it is going back to the one before.
 */

const DAY = 86_400_000;

/** What a policy does to each namespace of an inventory, what has finished and where nothing is enforced left out. */
export function namespaceVerdicts(judgement: Judgement): NamespaceVerdicts[] {
  const found = new Map<string, NamespaceVerdicts>();
  const { workloads, ended } = judgement.rollUp();
  const { crowds, verdicts } = judgement.crowds();
  for (const [row, { namespace }] of workloads.entries()) {
    const verdict = VERDICTS[verdicts[crowds.of[row] ?? -1] ?? -1];
    if (ended[row] === 1 || verdict === undefined || verdict === "excluded") continue;
    let own = found.get(namespace);
    if (!own) found.set(namespace, (own = { namespace, workloads: 0, block: 0, log: 0, unknown: 0 }));
    own.workloads++;
    if (verdict !== "allow") own[verdict]++;
  }
  return [...found.values()].toSorted((a, b) => byCodeUnit(a.namespace, b.namespace));
}

export interface RolloutRequest {
  policy: Policy;
  /** In any order. */
  points: readonly RolloutPoint[];
  /** Days without anything to block before a namespace may be blocked in. */
  quietDays: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** The plan; without points it has no waves. */
export function planRollout({ policy, points, quietDays, now }: RolloutRequest): RolloutPlan {
  const ordered = points.toSorted((a, b) => byCodeUnit(a.taken, b.taken));
  const namespaces = namespacesOf(ordered).toSorted(byReadiness);
  const ready = namespaces.filter((each) => isQuiet(each, now - quietDays * DAY));
  const waiting = namespaces.filter((each) => each.quietSince !== undefined && !ready.includes(each));
  const noisy = namespaces.filter(({ quietSince }) => quietSince === undefined);
  const first: RolloutWave = {
    title: "Log everywhere",
    namespaces: [],
    policy: wavePolicy(policy, []),
    enter: ["Nothing: logging stops no workload."],
    leave: [`Logged for ${quietDays} days, with at least two scans.`, "Each workload that would be blocked has an owner who knows."],
    back: "Take the policy from the cluster: nothing was enforced.",
  };
  const steps = [
    { title: `Block where it has been quiet for ${quietDays} days`, group: ready, enter: [`No workload would be blocked for ${quietDays} days, up to the newest scan.`] },
    { title: "Block where it has been quiet for less", group: waiting, enter: waiting.map(({ namespace, quietSince = "" }) => `${namespace}: quiet until ${dayOf(Date.parse(quietSince) + quietDays * DAY)}, then ready.`) },
    { title: "Block where workloads are still to be corrected", group: noisy, enter: noisy.map(({ namespace, block }) => `${namespace}: ${block} to correct or to except.`) },
  ].filter(({ group }) => group.length > 0);

  const waves = [first];
  const blocked: string[] = [];
  for (const { title, group, enter } of steps) {
    const before = waves.at(-1)?.title ?? "";
    const names = group.map(({ namespace }) => namespace).toSorted(byCodeUnit);
    blocked.push(...names);
    waves.push({
      title, namespaces: names, enter, policy: wavePolicy(policy, blocked),
      leave: ["No workload of these namespaces was refused that has to run.", "A scan after the change shows no new block."],
      back: `Restore the version of “${before}”: these namespaces are logged again at once.`,
    });
  }
  const last = waves.at(-1)?.title ?? "";
  waves.push({
    title: "The policy as it is", namespaces: [], policy,
    enter: ["All waves before have been left.", "Namespaces that come later are blocked in from their first day."],
    leave: [],
    back: `Restore the version of “${last}”: namespaces that were not in a wave are logged again.`,
  });
  return { policy: policy.name, quietDays, scans: ordered.map(({ taken, name }) => ({ taken, name })), namespaces, waves: points.length === 0 ? [] : waves };
}

/** Each namespace of the newest data, with how long nothing would have been blocked there up to then. */
function namespacesOf(points: readonly RolloutPoint[]): RolloutNamespace[] {
  const newest = points.at(-1);
  if (!newest) return [];
  return newest.namespaces.map((now) => {
    const seen = points.flatMap(({ taken, namespaces }) => {
      const own = namespaces.find(({ namespace }) => namespace === now.namespace);
      return own ? [{ taken, block: own.block }] : [];
    });
    const lastNoise = seen.findLastIndex(({ block }) => block > 0);
    const quiet = seen.slice(lastNoise + 1);
    const [since] = quiet;
    return { ...now, scans: seen.length, ...(since ? { quietSince: since.taken, quietScans: quiet.length } : {}) };
  });
}

function isQuiet({ quietSince }: RolloutNamespace, until: number): boolean {
  return quietSince !== undefined && Date.parse(quietSince) <= until;
}

/** Quiet ones first, the longest quiet before; then those with least to correct. */
function byReadiness(a: RolloutNamespace, b: RolloutNamespace): number {
  return a.block - b.block || byCodeUnit(a.quietSince ?? "", b.quietSince ?? "") || byCodeUnit(a.namespace, b.namespace);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The policy with its blocking rules in force in these namespaces alone; everywhere else they log. */
export function wavePolicy(policy: Policy, blockIn: readonly string[]): Policy {
  const blocked = new Set(blockIn);
  const own = policy.namespaced.flatMap((definition) => splitDefinition(definition, policy, blocked));
  const governed = new Set(policy.namespaced.flatMap(({ namespaces }) => namespaces));
  const rest = [...blocked].filter((namespace) => !governed.has(namespace)).toSorted(byCodeUnit);
  const names = new Set(policy.namespaced.map(({ name }) => name));
  const wave: NamespacedDefinition[] = rest.length === 0 ? [] : [{ name: freeName("rollout", names), namespaces: rest, rules: policy.cluster.rules }];
  return { ...policy, cluster: { ...policy.cluster, rules: policy.cluster.rules.map(logged) }, namespaced: [...uniqueNames(own), ...wave] };
}

/** A definition's namespaces in which it blocks, and those in which it logs, each as a definition. */
function splitDefinition(definition: NamespacedDefinition, policy: Policy, blocked: ReadonlySet<string>): NamespacedDefinition[] {
  const inWave = definition.namespaces.filter((namespace) => blocked.has(namespace));
  const others = definition.namespaces.filter((namespace) => !blocked.has(namespace));
  // One that names no namespace is a remnant: it stays as it is.
  if (definition.namespaces.length === 0) return [definition];
  const blocking: NamespacedDefinition = { ...definition, namespaces: inWave, rules: definition.rules ?? policy.cluster.rules };
  // What has no rules of its own inherits those of the cluster, which log.
  const logging: NamespacedDefinition = { ...definition, namespaces: others, ...(definition.rules ? { rules: definition.rules.map(logged) } : {}) };
  return [blocking, logging].filter(({ namespaces }) => namespaces.length > 0);
}

function logged(rule: PolicyRule): PolicyRule {
  const isStopping = rule.mitigation === "isolate" || rule.mitigation === "terminate";
  return { ...rule, action: rule.action === "block" ? "log" : rule.action, mitigation: isStopping ? "log" : rule.mitigation };
}

function uniqueNames(definitions: NamespacedDefinition[]): NamespacedDefinition[] {
  const taken = new Set<string>();
  return definitions.map((definition) => {
    const name = taken.has(definition.name) ? freeName(`${definition.name}_log`, taken) : definition.name;
    taken.add(name);
    return name === definition.name ? definition : { ...definition, name };
  });
}

/** A name that is not taken yet, within the length that names may have. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : `_${number}`;
    const name = `${wanted.slice(0, LONGEST_NAME - ending.length)}${ending}`;
    if (!taken.has(name)) return name;
  }
}
