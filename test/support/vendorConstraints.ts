/**
 * What the vendor publishes about the documents that its product takes, as data. Sources: the resource definitions
 * `templates/{clusterpolicy,runtimeruleset,attestor,customruleset}.yaml` and `docs/policy-as-code.md` of its Helm chart
 * 3.x, Kubernetes' rules for object metadata, and the schemas of its public API v3.0 (vendor-facts §1–§7, §9).
 */
export type Constraint =
  | { is: "text"; pattern?: RegExp; longest?: number; oneOf?: readonly string[] }
  | { is: "flag" }
  | { is: "whole number"; min: number; max: number }
  | { is: "list"; of: Constraint; least?: number; most?: number; uniqueBy?: string }
  | { is: "map"; fields: Record<string, Constraint & { optional?: boolean }> }
  | { is: "texts by name"; name: RegExp; longestName: number }
  /** Which map it is, is told by the texts of some fields. */
  | { is: "one of"; by: string; kinds: Record<string, Constraint> }
  | { is: "exactly one of"; fields: Record<string, Constraint> };

const text = (more: Omit<Extract<Constraint, { is: "text" }>, "is"> = {}): Constraint => ({ is: "text", ...more });
const oneOf = (...choices: string[]): Constraint => ({ is: "text", oneOf: choices });
const optional = <T extends Constraint>(constraint: T): T & { optional: boolean } => ({ ...constraint, optional: true });
const map = (fields: Extract<Constraint, { is: "map" }>["fields"]): Constraint => ({ is: "map", fields });
const list = (of: Constraint, more: Omit<Extract<Constraint, { is: "list" }>, "is" | "of"> = {}): Constraint => ({ is: "list", of, ...more });

/** RFC 1123 subdomain: the name of an object. */
export const OBJECT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** Anchored without a flag: a line end after the last line does not pass. */
export const PUBLIC_KEY = /^-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----$/;

const objectName = text({ pattern: OBJECT_NAME, longest: 253 });
const metadata = map({ name: objectName, annotations: optional({ is: "texts by name", name: /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/, longestName: 253 + 1 + 63 }) });
const apiVersion = oneOf("container-security.trendmicro.com/v1alpha1");

const severity = oneOf("critical", "high", "medium", "low", "any");
const images = map({ operator: oneOf("equals", "notEquals", "contains", "notContains", "startsWith"), values: list(text({ pattern: /./s, longest: 1024 }), { least: 1 }) });
const none = map({});
const signatures = map({
  attestors: { is: "exactly one of", fields: { all: list(objectName, { least: 1 }), any: list(objectName, { least: 1 }) } },
  conditions: optional(list(map({ type: oneOf("match", "exclude"), resourceFilter: oneOf("registry", "repository"), operatorOrFunction: oneOf("beginsWith", "endsWith", "contains", "equals"), value: text() }))),
});

/** `properties` of each type of rule; a type without any has none. */
const RULE_PROPERTIES: Record<string, Constraint> = {
  hostNetwork: none, hostIPC: none, hostPID: none, runAsNonRoot: none, privileged: none, allowPrivilegeEscalation: none, readOnlyRootFilesystem: none,
  podExec: none, podPortForward: none, imagesWithMalware: none, imagesWithSecrets: none,
  containerCapabilities: map({ capabilityRestriction: oneOf("restrict-nondefaults", "baseline", "restricted", "restrict-all") }),
  imageRegistry: images, imageName: images, imageTag: images, imagePath: images,
  imagesNotScanned: map({ scanType: oneOf("vulnerability", "malware", "secret"), maxScanAge: { is: "whole number", min: 0, max: 35 } }),
  imagesWithVulnerabilities: map({ severity }),
  imagesWithCVSSAttackVector: map({ severity, attackVector: oneOf("network", "physical", "adjacent") }),
  imagesWithCVSSAttackComplexity: map({ severity, attackComplexity: oneOf("low", "high") }),
  imagesWithCVSSAvailabilityImpact: map({ severity, availabilityImpact: oneOf("low", "high") }),
  verifyImages: signatures,
};

const namespaces = optional(list(text({ pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, longest: 63 }), { least: 1 }));

/** Deployment action and Continuous mitigation: `isolate` and `terminate` need `block` (the definition's own validation). */
const tied = (fields: Extract<Constraint, { is: "map" }>["fields"]): Constraint => ({
  is: "one of",
  by: "action",
  kinds: {
    log: map({ ...fields, action: oneOf("log"), mitigation: optional(oneOf("log")) }),
    block: map({ ...fields, action: oneOf("block"), mitigation: optional(oneOf("log", "isolate", "terminate")) }),
  },
});

const rule: Constraint = {
  is: "one of",
  by: "type",
  kinds: Object.fromEntries(
    Object.entries(RULE_PROPERTIES).map(([type, properties]) => [type, tied({ type: oneOf(type), namespaces, properties: properties === none ? optional(none) : properties })]),
  ),
};
const exception = map({ type: oneOf("imageRegistry", "imageName", "imageTag", "imagePath"), namespaces, properties: images });

const key = text({ pattern: PUBLIC_KEY });

/** Every kind of resource. */
export const RESOURCE: Constraint = {
  is: "one of",
  by: "kind",
  kinds: {
    ClusterPolicy: map({ apiVersion, kind: oneOf("ClusterPolicy"), metadata, spec: map({ xdrEnabled: { is: "flag" }, rules: list(rule), exceptions: optional(list(exception)) }) }),
    RuntimeRuleset: map({
      apiVersion, kind: oneOf("RuntimeRuleset"), metadata,
      spec: map({
        definition: map({
          labels: optional(list(map({ key: text({ longest: 32 }), value: text({ longest: 32 }) }))),
          // Documented for the API only; the definition is free-form, and that it may not be heeded is told.
          labelMatchingCondition: optional(oneOf("notAny")),
          rules: list(map({ ruleID: text({ longest: 20 }), mitigation: oneOf("log", "isolate", "terminate") }), { most: 100, uniqueBy: "ruleID" }),
        }),
      }),
    }),
    CustomRuleset: map({ apiVersion, kind: oneOf("CustomRuleset"), metadata, spec: map({ definition: { is: "texts by name", name: /^[a-zA-Z0-9_.-]+\.ya?ml$/, longestName: 127 } }) }),
    Attestor: map({
      apiVersion, kind: oneOf("Attestor"), metadata,
      spec: map({
        type: oneOf("cosignPublicKey"), publicKey: key, transparencyLogEnabled: { is: "flag" },
        transparencyLogOptions: optional(map({ server: optional(text({ pattern: /^https?:\/\/[a-zA-Z0-9.-]+(:[0-9]+)?(\/.*)?$/ })), publicKey: optional(key) })),
      }),
    }),
  },
};

const name = text({ pattern: /^[a-zA-Z0-9._]+$/, longest: 64 });
const description = optional(text({ longest: 128 }));
const apiRule = (isException: boolean): Constraint =>
  map({
    type: oneOf("podSecurityContext", "containerSecurityContext", "registry", "image", "tag", "imagePath", "vulnerabilities", "cvssAttackVector", "cvssAttackComplexity", "cvssAvailability", "malware", "secrets", "unscannedImage", "unscannedImageMalware", "unscannedImageSecret", "podexec", "portforward"),
    enabled: { is: "flag" },
    ...(isException ? {} : { action: oneOf("none", "log", "block"), mitigation: oneOf("none", "log", "isolate", "terminate") }),
    statement: optional(map({ properties: list(map({ key: text(), value: text({ pattern: /./s, longest: 1024 }) }), { least: 1, most: 2, uniqueBy: "key" }) })),
  });
const apiDefinition = (isOptional: boolean) => ({
  rules: isOptional ? optional(list(apiRule(false))) : list(apiRule(false)),
  exceptions: optional(list(apiRule(true))),
});
const cron = optional(text({ pattern: /^([0-5]?\d)\s([01]?\d|2[0-3])\s\*\s\*\s(\*|([0-6](,[0-6])*)?)$/, longest: 23 }));
const schedule = { cron, enabled: optional({ is: "flag" as const }) };

/** A policy as the API takes it. */
export const API_POLICY: Constraint = map({
  name,
  description,
  platform: optional(oneOf("kubernetes", "ecs")),
  default: map(apiDefinition(false)),
  namespaced: optional(list(map({ name, namespaces: list(text({ longest: 1024 }), { least: 1 }), ...apiDefinition(true) }), { uniqueBy: "name" })),
  runtime: optional(map({ rulesets: list(map({ id: text() })) })),
  xdrEnabled: { is: "flag" },
  malwareScan: optional(map({ mitigation: oneOf("log", "isolate", "terminate"), schedule: optional(map(schedule)) })),
  secretScan: optional(map({ mitigation: oneOf("log"), schedule: optional(map({ ...schedule, skipIfRuleNotChanged: optional({ is: "flag" }) })), excludedPaths: optional(list(text())) })),
});
