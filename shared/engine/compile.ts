import type { ImageReference } from "../kube/image.ts";
import type { PodFacts } from "../kube/facts.ts";
import type { Policy, PolicyException, PolicyRule } from "../model/policy.ts";
import type { CheckResult, ContainerSubject, RuleDescriptor } from "../rules/descriptor.ts";
import { compileImageMatch } from "../rules/imageMatch.ts";
import { ruleDescriptor } from "../rules/index.ts";
import { parameterProblems } from "../rules/parameters.ts";
import type { EngineOptions } from "./options.ts";

/** A rule that is in force in the phase that is judged. */
export interface CompiledRule {
  rule: PolicyRule;
  descriptor: RuleDescriptor;
  /** `cluster`, or the name of the namespaced definition that holds it. */
  definition: string;
  index: number;
  /** What it does to a workload in this phase: isolating and terminating count as blocking. */
  severity: "log" | "block";
  /** Equal for rules that check the same thing, wherever they stand and whatever they do. */
  checkKey: string;
  checkPod?: (pod: PodFacts) => CheckResult[];
  checkContainer?: (subject: ContainerSubject) => CheckResult[];
  /** See `Judge`. */
  looksAt?: "image" | "security";
}

/** An exception that is on and has not expired. */
export interface CompiledException {
  exception: PolicyException;
  definition: string;
  index: number;
  /** Equal for exceptions that match the same images, wherever they stand. */
  matchKey: string;
  matches: (image: ImageReference) => boolean;
}

/** What holds in one namespace. Namespaces in which the same holds share one scope. */
export interface Scope {
  /** The definition that governs: `cluster` or a namespaced one. */
  definition: string;
  rules: CompiledRule[];
  exceptions: CompiledException[];
}

export interface CompiledPolicy {
  policy: Policy;
  options: EngineOptions;
  /** Digests that the automatic exception excuses; empty when the policy switches it off. */
  trusted: ReadonlySet<string>;
  scopeOf: (namespace: string) => Scope;
}

/** Prepares a policy for judging. Rules that are off in this phase, unknown or not well formed take no part. */
export function compilePolicy(policy: Policy, options: EngineOptions): CompiledPolicy {
  const definitions = new Map<string, DefinitionParts>();
  const cluster = partsOf("cluster", compileRules(policy.cluster.rules, "cluster", options), compileExceptions(policy.cluster.exceptions, "cluster", options));
  for (const each of policy.namespaced) {
    const parts = partsOf(
      each.name,
      // What a namespaced definition leaves out is inherited whole.
      each.rules ? compileRules(each.rules, each.name, options) : cluster.rules,
      each.exceptions ? compileExceptions(each.exceptions, each.name, options) : cluster.exceptions,
    );
    for (const namespace of each.namespaces) if (!definitions.has(namespace)) definitions.set(namespace, parts);
  }

  const scopes = new Map<string, Scope>();
  const byNamespace = new Map<string, Scope>();
  const scopeOf = (namespace: string): Scope => {
    const known = byNamespace.get(namespace);
    if (known) return known;
    const parts = definitions.get(namespace) ?? cluster;
    // Most namespaces are named nowhere within their definition: the same holds in all of these.
    const scope = parts.named.has(namespace) ? shared(scopes, narrow(parts, namespace)) : (parts.elsewhere ??= shared(scopes, narrow(parts, namespace)));
    byNamespace.set(namespace, scope);
    return scope;
  };
  return { policy, options, trusted: new Set(policy.trustedImages ? options.trustedDigests : []), scopeOf };
}

interface DefinitionParts {
  name: string;
  rules: CompiledRule[];
  exceptions: CompiledException[];
  /** Namespaces that some of the rules and exceptions name. */
  named: ReadonlySet<string>;
  /** What holds in all others, once it was asked for. */
  elsewhere?: Scope;
}

function partsOf(name: string, rules: CompiledRule[], exceptions: CompiledException[]): DefinitionParts {
  const limited = [...rules.map(({ rule }) => rule), ...exceptions.map(({ exception }) => exception)];
  return { name, rules, exceptions, named: new Set(limited.flatMap(({ namespaces = [] }) => namespaces)) };
}

/** The rules and exceptions of a definition that hold in a namespace. */
function narrow(parts: DefinitionParts, namespace: string): Scope {
  const holds = (namespaces: string[] | undefined) => !namespaces || namespaces.length === 0 || namespaces.includes(namespace);
  return {
    definition: parts.name,
    rules: parts.rules.filter(({ rule }) => holds(rule.namespaces)),
    exceptions: parts.exceptions.filter(({ exception }) => holds(exception.namespaces)),
  };
}

/** One scope object for all namespaces in which exactly the same holds. */
function shared(scopes: Map<string, Scope>, scope: Scope): Scope {
  const places = (parts: { definition: string; index: number }[]) => parts.map((part) => [part.definition, part.index]);
  const key = JSON.stringify([scope.definition, places(scope.rules), places(scope.exceptions)]);
  const known = scopes.get(key);
  if (known) return known;
  scopes.set(key, scope);
  return scope;
}

function compileRules(rules: PolicyRule[], definition: string, options: EngineOptions): CompiledRule[] {
  return rules.flatMap((rule, index) => {
    const descriptor = ruleDescriptor(rule.type);
    const severity = severityOf(rule, options);
    if (!rule.enabled || !descriptor || !severity || !descriptor.phases.includes(options.phase)) return [];
    if (parameterProblems(descriptor, rule.properties).length > 0) return [];
    const { judge } = descriptor;
    const compiled: CompiledRule = {
      rule,
      descriptor,
      definition,
      index,
      severity,
      checkKey: JSON.stringify([rule.type, descriptor.parameters.map(({ name }) => rule.properties[name])]),
    };
    if (judge.scope === "pod") compiled.checkPod = judge.compile(rule.properties);
    if (judge.scope === "container") {
      compiled.checkContainer = judge.compile(rule.properties);
      compiled.looksAt = judge.looksAt;
    }
    return [compiled];
  });
}

/** Undefined when the rule is switched off in the phase. */
function severityOf(rule: PolicyRule, { phase }: EngineOptions): "log" | "block" | undefined {
  const effect = phase === "deployment" ? rule.action : rule.mitigation;
  if (effect === "none") return undefined;
  return effect === "log" ? "log" : "block";
}

function compileExceptions(exceptions: PolicyException[], definition: string, { now }: EngineOptions): CompiledException[] {
  return exceptions.flatMap((exception, index) => {
    if (exception.enabled === false || exception.values.length === 0 || isExpired(exception, now)) return [];
    const { type, operator, values } = exception;
    return [{ exception, definition, index, matchKey: JSON.stringify([type, operator, values]), matches: compileImageMatch(type, operator, values) }];
  });
}

/** An expiry that cannot be read counts as over: it must not excuse for ever. */
export function isExpired(exception: PolicyException, now: number): boolean {
  if (exception.expires === undefined) return false;
  return !(Date.parse(exception.expires) >= now);
}
