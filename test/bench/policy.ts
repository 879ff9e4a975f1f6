import { emptyPolicy, type Policy, type PolicyRule } from "../../shared/model/policy.ts";

function rule(type: string, action: PolicyRule["action"], properties: Record<string, unknown> = {}): PolicyRule {
  return { type, enabled: true, action, mitigation: "none", properties };
}

/** A policy as people write them: pod, container, capability and image rules. */
export function benchPolicy(): Policy {
  const policy = emptyPolicy("bench");
  policy.cluster.rules = [
    rule("privileged", "block"),
    rule("hostNetwork", "block"),
    rule("runAsNonRoot", "log"),
    rule("allowPrivilegeEscalation", "log"),
    rule("readOnlyRootFilesystem", "log"),
    rule("containerCapabilities", "block", { capabilityRestriction: "baseline" }),
    rule("imageTag", "log", { operator: "equals", values: ["latest"] }),
    rule("imageRegistry", "block", { operator: "notEquals", values: ["registry.example.com", "docker.io"] }),
  ];
  return policy;
}
