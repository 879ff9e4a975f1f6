import type { PodFacts } from "../kube/facts.ts";
import type { PolicyRule } from "../model/policy.ts";
import type { Trace, TraceStep } from "../model/trace.ts";
import { ruleDescriptor } from "../rules/index.ts";
import { parameterProblems } from "../rules/parameters.ts";
import { ruleSentence } from "../rules/sentence.ts";
import type { CheckCache } from "./checks.ts";
import type { CompiledPolicy, CompiledRule } from "./compile.ts";
import { judgePod } from "./judge.ts";
import type { Hit } from "./judge.ts";

/** What a trace is asked about: one rule and one object. */
export interface TraceQuestion {
  namespace: string;
  isExcluded: boolean;
  pod: PodFacts;
  podPath: string;
  definition: string;
  index: number;
}

/** Tells step by step how one rule came to its result on one object, with the same code that judges. */
export function traceRule(compiled: CompiledPolicy, question: TraceQuestion, cache: CheckCache): Trace {
  const { namespace, pod, definition, index } = question;
  const rule = findRule(compiled, definition, index);
  if (!rule) return { rule: `${definition}/${index}`, steps: [{ step: "rule", text: "The policy has no such rule." }] };

  const scope = compiled.scopeOf(namespace);
  const steps: TraceStep[] = [
    {
      step: "namespace",
      text: question.isExcluded
        ? `Nothing is enforced in namespace ${namespace}; what follows is what would be.`
        : `The workload is in namespace ${namespace}.`,
    },
    { step: "definition", text: scope.definition === "cluster" ? "The Cluster-wide Policy Definition governs this namespace." : `The definition ${scope.definition} governs this namespace.` },
    { step: "rule", text: `Rule ${index + 1} of ${definition === "cluster" ? "the Cluster-wide Policy Definition" : definition}: ${ruleSentence(rule)}.` },
  ];
  const trace: Trace = { rule: ruleSentence(rule), steps };

  const active = scope.rules.find((each) => each.definition === definition && each.index === index);
  if (!active) {
    steps.push({ step: "scope", text: whyInactive(compiled, rule, scope.definition, definition, namespace) });
    steps.push({ step: "verdict", text: "The rule does not judge this workload." });
    return trace;
  }
  steps.push({ step: "scope", text: `It is on in the ${compiled.options.phase} phase and holds in this namespace; it would ${effectOf(active, compiled)}.` });
  const { hits } = judgePod(compiled, scope, pod, cache);
  const own = hits.filter((hit) => hit.rule === active);
  steps.push(...containerSteps(question, active, own, cache, compiled));
  steps.push(verdictStep(active, own, compiled));
  return trace;
}

function findRule({ policy }: CompiledPolicy, definition: string, index: number): PolicyRule | undefined {
  const rules = definition === "cluster" ? policy.cluster.rules : policy.namespaced.find(({ name }) => name === definition)?.rules;
  return rules?.[index];
}

function whyInactive(compiled: CompiledPolicy, rule: PolicyRule, governing: string, definition: string, namespace: string): string {
  const descriptor = ruleDescriptor(rule.type);
  const { phase } = compiled.options;
  if (!descriptor) return "Sallyport does not know this type of rule; it is kept but never judged.";
  if (!rule.enabled) return "The rule is not selected.";
  if (!descriptor.phases.includes(phase)) return `This type of rule has no ${phase} phase.`;
  if ((phase === "deployment" ? rule.action : rule.mitigation) === "none") return `The rule has no action in the ${phase} phase.`;
  if (parameterProblems(descriptor, rule.properties).length > 0) return "The rule's parameters are not complete.";
  if (rule.namespaces && rule.namespaces.length > 0 && !rule.namespaces.includes(namespace)) return `The rule holds only in ${rule.namespaces.join(", ")}.`;
  return `${governing === "cluster" ? "The Cluster-wide Policy Definition" : governing} governs here, not ${definition}.`;
}

function containerSteps(question: TraceQuestion, rule: CompiledRule, hits: Hit[], cache: CheckCache, compiled: CompiledPolicy): TraceStep[] {
  const { pod, podPath } = question;
  const describe = (hit: Hit): TraceStep[] => {
    const steps: TraceStep[] = [{ step: "value", text: hit.result.message, path: `${podPath}.${hit.result.path}`, value: hit.result.value }];
    if (hit.excuse)
      steps.push({
        step: "exception",
        text: hit.excuse === "trustedImages" ? "Excused: the image is one of the trusted images." : `Excused by exception ${hit.excuse.index + 1} of ${hit.excuse.definition}.`,
      });
    return steps;
  };
  if (rule.checkPod) return hits.length > 0 ? hits.flatMap(describe) : [{ step: "value", text: "The pod does not violate it." }];
  if (!rule.checkContainer) return [{ step: "value", text: "This type of rule judges requests, not pods." }];
  return pod.containers.flatMap((container, index): TraceStep[] => {
    const own = hits.filter((hit) => hit.container === index);
    const ignored = cache.observe(rule, pod).some((each) => each.container === index) && own.length === 0;
    const head: TraceStep = { step: "container", text: `Container ${container.name} (${container.kind})${own.length > 0 ? ":" : ignored ? `: the field is not set, and unset fields are ${compiled.options.unsetFields}.` : " does not violate it."}` };
    return [head, ...own.flatMap(describe)];
  });
}

function verdictStep(rule: CompiledRule, hits: Hit[], compiled: CompiledPolicy): TraceStep {
  const counting = hits.filter((hit) => !hit.excuse);
  if (counting.length === 0) return { step: "verdict", text: hits.length > 0 ? "Every finding is excused: the rule does nothing." : "Nothing violates the rule." };
  if (counting.every((hit) => hit.result.status === "not-decidable")) return { step: "verdict", text: "Not decidable: evidence is missing." };
  return { step: "verdict", text: `The rule would ${effectOf(rule, compiled)}.` };
}

function effectOf({ rule }: CompiledRule, { options }: CompiledPolicy): string {
  return options.phase === "deployment" ? rule.action : rule.mitigation;
}
