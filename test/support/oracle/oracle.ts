import type { Basis, EnforcedVerdict, FindingStatus, Verdict } from "../../../shared/model/finding.ts";
import type { Phase, Policy, PolicyException, PolicyRule, UnsetFields } from "../../../shared/model/policy.ts";
import { inSignatureScope, matchImage } from "./images.ts";
import { readManifest } from "./manifest.ts";
import type { OracleContainer, OraclePod } from "./manifest.ts";
import { containerBases, podBases } from "./properties.ts";
import { parseReference } from "./reference.ts";

/**
 * A second, deliberately naive implementation of the evaluation semantics, written from the specification alone. The
 * product's engine is compared with it: where both were written apart and agree, both are probably right.
 */

export interface OracleOptions {
  phase: Phase;
  unset: UnsetFields;
  /** For manifests that name none. */
  defaultNamespace: string;
  excludedNamespaces: string[];
  /** Labels of the namespaces that are known. */
  namespaceLabels: Record<string, Record<string, string>>;
  trustedDigests: string[];
  /** The clock, RFC 3339. */
  at: string;
}

export interface OracleFinding {
  status: FindingStatus;
  type: string;
  index: number;
  definition: string;
  /** `kind/name`; undefined for a pod-level rule. */
  container: string | undefined;
  basis: Basis;
  excused: boolean;
}

export interface OracleResult {
  verdict: Verdict;
  wouldBe?: EnforcedVerdict;
  findings: OracleFinding[];
}

const POD_RULES = ["hostNetwork", "hostPID", "hostIPC"];
const CONTAINER_RULES = ["privileged", "runAsNonRoot", "allowPrivilegeEscalation", "readOnlyRootFilesystem", "containerCapabilities"];
const IMAGE_RULES = ["imageRegistry", "imageName", "imageTag", "imagePath"];
const SCAN_RULES = [
  "imagesNotScanned", "imagesWithVulnerabilities", "imagesWithCVSSAttackVector", "imagesWithCVSSAttackComplexity",
  "imagesWithCVSSAvailabilityImpact", "imagesWithMalware", "imagesWithSecrets",
];

/** Judges one object of the eight kinds. No scan or signature evidence is known to the oracle. */
export function consultOracle(object: unknown, policy: Policy, options: OracleOptions): OracleResult {
  const pod = readManifest(object);
  const namespace = pod.namespace ?? options.defaultNamespace;
  const named = policy.namespaced.find((definition) => definition.namespaces.includes(namespace));
  const rules = named?.rules ?? policy.cluster.rules;
  const definition = named?.rules === undefined ? "cluster" : named.name;
  const exceptions = (named?.exceptions ?? policy.cluster.exceptions).filter(
    (exception) => holdsIn(exception.namespaces, namespace) && !isExpired(exception, options.at),
  );
  const excuses = (container: OracleContainer) =>
    isTrusted(container, policy, options) || exceptions.some((exception) => exceptionMatches(exception, container));

  const findings: OracleFinding[] = [];
  const strictness: ("log" | "block")[] = [];
  rules.forEach((rule, index) => {
    const effect = effectOf(rule, options.phase);
    if (effect === "none" || !rule.enabled || !holdsIn(rule.namespaces, namespace)) return;
    for (const judged of judgeRule(rule, pod, options)) {
      if (judged.basis === "unset" && options.unset === "ignored") continue;
      const excused = isExcused(rule, judged, pod, excuses, policy, options);
      findings.push({
        status: judged.status,
        type: rule.type,
        index,
        definition,
        container: judged.container && `${judged.container.kind}/${judged.container.name}`,
        basis: judged.basis,
        excused,
      });
      if (!excused && judged.status === "violation") strictness.push(effect);
    }
  });

  const verdict = verdictOf(strictness, findings);
  const labels = options.namespaceLabels[namespace] ?? {};
  const excluded = options.excludedNamespaces.includes(namespace) || "ignoreAdmissionControl" in labels;
  return excluded ? { verdict: "excluded", wouldBe: verdict, findings } : { verdict, findings };
}

interface Judged {
  status: FindingStatus;
  basis: Basis;
  container?: OracleContainer;
}

function judgeRule(rule: PolicyRule, pod: OraclePod, options: OracleOptions): Judged[] {
  if (POD_RULES.includes(rule.type)) {
    return podBases(rule.type, pod).map((basis) => ({ status: "violation", basis }));
  }
  return pod.containers.flatMap((container): Judged[] => {
    const reference = parseReference(container.image);
    const undecided: Judged = { status: "not-decidable", basis: "explicit", container };
    if (CONTAINER_RULES.includes(rule.type)) {
      return containerBases(rule.type, rule.properties, pod, container).map((basis) => ({ status: "violation", basis, container }));
    }
    if (IMAGE_RULES.includes(rule.type)) {
      if (reference === undefined) return [undecided];
      const { operator, values } = rule.properties as { operator: string; values: string[] };
      const match = matchImage(rule.type, operator, values, reference);
      return match.matches ? [{ status: "violation", basis: match.implicitTag ? "unset" : "explicit", container }] : [];
    }
    if (SCAN_RULES.includes(rule.type)) return [undecided];
    if (rule.type === "verifyImages" && options.phase === "deployment") {
      return inSignatureScope(rule.properties["conditions"], reference) ? [undecided] : [];
    }
    return [];
  });
}

function isExcused(
  rule: PolicyRule, judged: Judged, pod: OraclePod, excuses: (container: OracleContainer) => boolean, policy: Policy, options: OracleOptions,
): boolean {
  if (rule.type === "verifyImages") return false;
  if (judged.container === undefined) return pod.containers.length > 0 && pod.containers.every(excuses);
  const unreadableImage = IMAGE_RULES.includes(rule.type) && judged.status === "not-decidable";
  return unreadableImage ? isTrusted(judged.container, policy, options) : excuses(judged.container);
}

function exceptionMatches(exception: PolicyException, container: OracleContainer): boolean {
  const reference = parseReference(container.image);
  return reference !== undefined && matchImage(exception.type, exception.operator, exception.values, reference).matches;
}

function isTrusted(container: OracleContainer, policy: Policy, options: OracleOptions): boolean {
  if (!policy.trustedImages) return false;
  const written = parseReference(container.image)?.digest;
  return [written, ...container.statusDigests].some((digest) => digest !== undefined && options.trustedDigests.includes(digest));
}

function isExpired(exception: PolicyException, at: string): boolean {
  return exception.expires !== undefined && Date.parse(at) > Date.parse(exception.expires);
}

function holdsIn(namespaces: string[] | undefined, namespace: string): boolean {
  return namespaces === undefined || namespaces.length === 0 || namespaces.includes(namespace);
}

/** What a violation of the rule does in a phase: `isolate` and `terminate` stop a workload as `block` does. */
function effectOf(rule: PolicyRule, phase: Phase): "none" | "log" | "block" {
  if (phase === "deployment") return rule.action;
  return rule.mitigation === "isolate" || rule.mitigation === "terminate" ? "block" : rule.mitigation;
}

function verdictOf(strictness: ("log" | "block")[], findings: OracleFinding[]): EnforcedVerdict {
  if (strictness.includes("block")) return "block";
  if (strictness.includes("log")) return "log";
  return findings.some((finding) => finding.status === "not-decidable" && !finding.excused) ? "unknown" : "allow";
}
