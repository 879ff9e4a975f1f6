import { canonicalCapability } from "../kube/capability.ts";
import { CAPABILITY_SETS, DEFAULT_CAPABILITIES } from "./capabilitySets.ts";
import type { CapabilitySet } from "./capabilitySets.ts";
import type { CheckResult, ContainerSubject, Properties, RuleDescriptor } from "./descriptor.ts";

/** Texts of the choices: the source document's table. */
export const CAPABILITY_RULE: RuleDescriptor = {
  type: "containerCapabilities",
  group: "container",
  sentence: ["containers with capabilities that do not conform with a ", { parameter: "capabilityRestriction" }, " policy"],
  parameters: [
    {
      name: "capabilityRestriction",
      kind: "choice",
      label: "Predefined policy",
      default: "baseline",
      choices: [
        { value: "restrict-nondefaults", label: "restrict-nondefaults", hint: "Allows capabilities which are one of the default Docker capabilities." },
        { value: "baseline", label: "baseline", hint: "Allows default capabilities but not the NET_RAW capability." },
        { value: "restricted", label: "restricted", hint: "Allows only the NET_BIND_SERVICE capability." },
        { value: "restrict-all", label: "restrict-all", hint: "Allows no capability." },
      ],
    },
  ],
  phases: ["deployment", "continuous"],
  short: "capabilities",
  tooltip: "Containers that add a capability outside the set, or keep a default one that the set does not allow.",
  help: "Capabilities are root's powers in pieces. The CIS Kubernetes Benchmarks advise to add none and to drop at least NET_RAW, with which a pod can forge packets. Drop ALL and add back what the program needs.",
  api: [{ type: "containerSecurityContext", properties: [{ key: "capabilities-rule", parameter: "capabilityRestriction" }] }],
  excusable: true,
  judge: { scope: "container", looksAt: "security", compile: compileCapabilities },
};

/** Source: `spec/semantics.md`, "Capabilities". */
function compileCapabilities(properties: Properties): (subject: ContainerSubject) => CheckResult[] {
  const set = properties["capabilityRestriction"] as CapabilitySet;
  const allowed = new Set(CAPABILITY_SETS[set]);
  const unsafeDefaults = DEFAULT_CAPABILITIES.filter((name) => !allowed.has(name));

  return ({ pod, container, path }) => {
    if (pod.os === "windows") return [];
    const { privileged, add, drop } = container.security;
    const results: CheckResult[] = [];
    const where = `${path}.securityContext.capabilities`;

    if (privileged === true)
      results.push({
        status: "violation",
        path: `${path}.securityContext.privileged`,
        value: true,
        basis: "implied",
        message: "privileged: true grants every capability.",
        remediation: "Remove privileged and add only the capabilities that are needed.",
      });
    for (const name of add) {
      if (allowed.has(canonicalCapability(name))) continue;
      results.push({
        status: "violation",
        path: `${where}.add`,
        value: [name],
        basis: "explicit",
        message: `Adds the capability ${name}, which the ${set} policy does not allow.`,
        remediation: `Remove ${name} from capabilities.add.`,
      });
    }
    const dropped = new Set(drop.map(canonicalCapability));
    const kept = dropped.has("ALL") ? [] : unsafeDefaults.filter((name) => !dropped.has(name));
    if (kept.length > 0)
      results.push({
        status: "violation",
        path: `${where}.drop`,
        value: kept,
        basis: "unset",
        message: `Does not drop ${kept.join(", ")}, which the runtime grants by default and the ${set} policy does not allow.`,
        remediation: `Set capabilities.drop: ["ALL"]${set === "restrict-all" ? "" : " and add back what the program needs"}.`,
      });
    return results;
  };
}
