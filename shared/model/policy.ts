/**
 * A container-security policy as Sallyport keeps it. The rule and property names are those of the vendor's custom
 * resource (`spec/vendor-facts.md` §1.2); the definitions are those of its console (§6). Fields that no rule of ours
 * understands are kept in `extra` so that reading and writing a file loses nothing.
 */

export const POLICY_SCHEMA = "sallyport/policy/v1";

export type Platform = "kubernetes" | "ecs";
/** Deployment action. `none`: the rule is switched off in this phase. */
export type Action = "none" | "log" | "block";
/** Continuous mitigation. `isolate` and `terminate` need the deployment action `block`. */
export type Mitigation = "none" | "log" | "isolate" | "terminate";
export type Phase = "deployment" | "continuous";
/** How an absent field that Kubernetes would default to a violating value is read. */
export type UnsetFields = "violates" | "ignored";

export const IMAGE_OPERATORS = ["equals", "notEquals", "contains", "notContains", "startsWith"] as const;
export type ImageOperator = (typeof IMAGE_OPERATORS)[number];

export const IMAGE_PARTS = ["imageRegistry", "imageName", "imageTag", "imagePath"] as const;
export type ImagePart = (typeof IMAGE_PARTS)[number];

/** One rule. `type` is a custom-resource rule type; one that is unknown is kept but never judged. */
export interface PolicyRule {
  type: string;
  enabled: boolean;
  action: Action;
  mitigation: Mitigation;
  /** Parameters under their custom-resource names, for example `{ operator, values }`. */
  properties: Record<string, unknown>;
  /** The rule holds only in these namespaces; absent or empty means in all. */
  namespaces?: string[];
  /** Fields of the source document that Sallyport does not know. */
  extra?: Record<string, unknown>;
}

/** Excuses containers whose image matches. */
export interface PolicyException {
  type: ImagePart;
  operator: ImageOperator;
  values: string[];
  namespaces?: string[];
  owner?: string;
  reason?: string;
  ticket?: string;
  /** RFC 3339 time after which it no longer excuses. */
  expires?: string;
  /** False: it is kept but excuses nothing. Absent means true. */
  enabled?: boolean;
  extra?: Record<string, unknown>;
}

export interface Definition {
  rules: PolicyRule[];
  exceptions: PolicyException[];
}

/** Settings for some namespaces. What is absent is inherited whole from the cluster-wide definition. */
export interface NamespacedDefinition {
  name: string;
  namespaces: string[];
  rules?: PolicyRule[];
  exceptions?: PolicyException[];
  extra?: Record<string, unknown>;
}

/** When the product scans running workloads, and whether it does. */
export interface ScanSchedule {
  enabled: boolean;
  /** Minute, hour, `*`, `*`, `*` or weekdays; UTC (see `schedule.ts`). Without one the scan does not run. */
  cron?: string;
}

/** Scanning running containers for malware (vendor-facts §7). */
export interface MalwareScan {
  mitigation: Exclude<Mitigation, "none">;
  schedule: ScanSchedule;
  extra?: Record<string, unknown>;
}

/** Scanning running containers for secrets; the product can only log them. */
export interface SecretScan {
  mitigation: "log";
  schedule: ScanSchedule;
  /** Do not scan again what the same rules have scanned. */
  skipIfRuleNotChanged: boolean;
  /** Paths that are left out; `*`, `?` and `**` are wildcards. */
  excludedPaths: string[];
  extra?: Record<string, unknown>;
}

export interface Policy {
  schema: typeof POLICY_SCHEMA;
  /** `^[A-Za-z0-9_.]+$`, at most 64 characters, never changed after creation. */
  name: string;
  /** At most 128 characters. */
  description: string;
  platform: Platform;
  xdrTelemetry: boolean;
  unsetFields: UnsetFields;
  /** Whether the automatic exception for trusted images (by digest) is on. */
  trustedImages: boolean;
  /** The Cluster-wide Policy Definition. */
  cluster: Definition;
  /** The NamespacedPolicyDefinitions. */
  namespaced: NamespacedDefinition[];
  /** Names of the rulesets applied at run time; cluster-wide only. */
  runtime: { rulesets: string[] };
  /** Absent: the policy says nothing about it, and the product does not scan. */
  malwareScan?: MalwareScan;
  secretScan?: SecretScan;
  extra?: Record<string, unknown>;
}

/** A new, empty policy. */
export function emptyPolicy(name: string, platform: Platform = "kubernetes", description = ""): Policy {
  return {
    schema: POLICY_SCHEMA,
    name,
    description,
    platform,
    xdrTelemetry: false,
    unsetFields: "violates",
    trustedImages: true,
    cluster: { rules: [], exceptions: [] },
    namespaced: [],
    runtime: { rulesets: [] },
  };
}
