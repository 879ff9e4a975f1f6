import * as fc from "fast-check";
import { emptyPolicy, IMAGE_OPERATORS, IMAGE_PARTS } from "../../../shared/model/policy.ts";
import type { NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../../../shared/model/policy.ts";
import { DIGEST_A, DIGEST_B, imageValues } from "./arbitraryImages.ts";
import { NAMESPACES } from "./arbitraryObjects.ts";
import type { OracleOptions } from "./oracle.ts";

/** Valid policies that use every rule type, and the options of a run. */

const PAST = "2025-06-01T00:00:00Z";
const NOW = "2026-01-01T00:00:00Z";
const FUTURE = "2026-06-01T00:00:00+02:00";

const severity = fc.constantFrom("critical", "high", "medium", "low", "any");
const condition = fc.record({
  type: fc.constantFrom("match", "exclude"),
  resourceFilter: fc.constantFrom("registry", "repository"),
  operatorOrFunction: fc.constantFrom("beginsWith", "endsWith", "contains", "equals"),
  value: fc.constantFrom("docker.io", "ghcr.io", "GHCR.IO", "io", ".io", "ghcr", "nginx", "library/", "library/nginx", "acme/", "web", "acme/web"),
});

const PROPERTIES: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  hostNetwork: fc.constant({}),
  hostPID: fc.constant({}),
  hostIPC: fc.constant({}),
  runAsNonRoot: fc.constant({}),
  privileged: fc.constant({}),
  allowPrivilegeEscalation: fc.constant({}),
  readOnlyRootFilesystem: fc.constant({}),
  containerCapabilities: fc.record({ capabilityRestriction: fc.constantFrom("restrict-nondefaults", "baseline", "restricted", "restrict-all") }),
  imagesNotScanned: fc.record({ scanType: fc.constantFrom("vulnerability", "malware", "secret"), maxScanAge: fc.nat(30) }),
  imagesWithVulnerabilities: fc.record({ severity }),
  imagesWithCVSSAttackVector: fc.record({ attackVector: fc.constantFrom("network", "adjacent", "physical"), severity }),
  imagesWithCVSSAttackComplexity: fc.record({ attackComplexity: fc.constantFrom("low", "high"), severity }),
  imagesWithCVSSAvailabilityImpact: fc.record({ availabilityImpact: fc.constantFrom("low", "high"), severity }),
  imagesWithMalware: fc.constant({}),
  imagesWithSecrets: fc.constant({}),
  podExec: fc.constant({}),
  podPortForward: fc.constant({}),
  verifyImages: fc.record(
    { attestors: fc.constantFrom({ all: ["release"] }, { any: ["release", "other"] }), conditions: fc.array(condition, { maxLength: 3 }) },
    { requiredKeys: ["attestors"] },
  ),
  notARule: fc.constant({}),
};
for (const part of IMAGE_PARTS) PROPERTIES[part] = fc.record({ operator: fc.constantFrom(...IMAGE_OPERATORS), values: imageValues });

/** Rules that judge by themselves come up more often than those that only wait for evidence. */
const OFTEN = [...IMAGE_PARTS, ...IMAGE_PARTS, "containerCapabilities", "containerCapabilities", "allowPrivilegeEscalation", "hostNetwork", "runAsNonRoot", "verifyImages"];

const namespaces = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...NAMESPACES), { maxLength: 3 }) },
);

const effect = fc.constantFrom<Pick<PolicyRule, "action" | "mitigation">>(
  { action: "block", mitigation: "log" },
  { action: "block", mitigation: "isolate" },
  { action: "block", mitigation: "terminate" },
  { action: "block", mitigation: "none" },
  { action: "log", mitigation: "log" },
  { action: "log", mitigation: "none" },
  { action: "none", mitigation: "log" },
);

/** Made once for each type: an arbitrary costs more to make than the rules that come from it. */
const rule: fc.Arbitrary<PolicyRule> = fc.oneof(
  ...[...Object.keys(PROPERTIES), ...OFTEN].map((type) =>
    fc
      .record({ effect, enabled: fc.constantFrom(true, true, true, true, false), properties: PROPERTIES[type] ?? fc.constant({}), namespaces })
      .map((made): PolicyRule => ({ type, enabled: made.enabled, ...made.effect, properties: made.properties, ...(made.namespaces && { namespaces: made.namespaces }) })),
  ),
);

const exception: fc.Arbitrary<PolicyException> = fc
  .record({
    type: fc.constantFrom(...IMAGE_PARTS),
    operator: fc.constantFrom(...IMAGE_OPERATORS),
    values: imageValues,
    namespaces,
    expires: fc.constantFrom(undefined, undefined, PAST, NOW, FUTURE),
  })
  .map(({ namespaces: within, expires, ...made }) => ({ ...made, ...(within && { namespaces: within }), ...(expires && { expires }) }));

const rules = fc.array(rule, { maxLength: 5 });
const exceptions: fc.Arbitrary<PolicyException[]> = fc.oneof({ weight: 2, arbitrary: fc.constant<PolicyException[]>([]) }, { weight: 1, arbitrary: fc.array(exception, { maxLength: 2 }) });

/** Up to two definitions that share no namespace, as saving demands. */
const namespaced = fc
  .tuple(fc.shuffledSubarray(NAMESPACES, { maxLength: 4 }), fc.array(fc.record({ rules, exceptions }, { requiredKeys: [] }), { maxLength: 2 }))
  .map(([names, parts]): NamespacedDefinition[] =>
    parts.map((part, index) => ({ name: `Definition${index}`, namespaces: names.filter((_, place) => place % parts.length === index), ...part })),
  );

export const policy: fc.Arbitrary<Policy> = fc
  .record({ cluster: fc.record({ rules, exceptions }), namespaced, trustedImages: fc.boolean() })
  .map((made): Policy => ({ ...emptyPolicy("Generated"), ...made }));

export const options: fc.Arbitrary<OracleOptions> = fc.record({
  phase: fc.constantFrom<OracleOptions["phase"]>("deployment", "deployment", "continuous"),
  unset: fc.constantFrom<OracleOptions["unset"]>("violates", "ignored"),
  defaultNamespace: fc.constantFrom("default", "payments"),
  excludedNamespaces: fc.constantFrom<string[]>(["kube-system"], [], ["shop", "kube-system"]),
  namespaceLabels: fc.constantFrom<OracleOptions["namespaceLabels"]>({}, { legacy: { ignoreAdmissionControl: "true" } }, { legacy: { team: "x" }, platform: { ignoreAdmissionControl: "" } }),
  trustedDigests: fc.constantFrom<string[]>([], [DIGEST_A], [DIGEST_B]),
  at: fc.constant(NOW),
});
