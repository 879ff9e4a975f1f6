import type { PodFacts } from "../kube/facts.ts";
import type { RuleDescriptor } from "./descriptor.ts";

type HostNamespace = "hostNetwork" | "hostIPC" | "hostPID";

const HELP: Record<HostNamespace, { namespace: string; risk: string }> = {
  hostNetwork: {
    namespace: "network",
    risk: "Such a pod sees and can forge the node's traffic, reaches services that listen on the node's loopback, and is not covered by network policies.",
  },
  hostIPC: {
    namespace: "IPC",
    risk: "Such a pod shares memory segments and semaphores with every process of the node and can read or change what they exchange.",
  },
  hostPID: {
    namespace: "PID",
    risk: "Such a pod sees every process of the node, can read their environment and, with enough rights, trace or kill them.",
  },
};

/** Pods that share one of the node's namespaces. Unset means false, which never violates. */
function hostNamespaceRule(type: HostNamespace): RuleDescriptor {
  const { namespace, risk } = HELP[type];
  return {
    type,
    group: "pod",
    sentence: [`containers that run in the host ${namespace} namespace`],
    parameters: [],
    phases: ["deployment", "continuous"],
    short: `host ${namespace} namespace`,
    tooltip: `Pods whose spec sets ${type}: true.`,
    help: `${risk} Remove ${type} from the pod spec, or keep such pods in namespaces of their own with a definition of their own.`,
    api: [{ type: "podSecurityContext", properties: [{ key: type, value: "true" }] }],
    excusable: true,
    judge: {
      scope: "pod",
      compile: () => (pod: PodFacts) =>
        pod[type] !== true
          ? []
          : [
              {
                status: "violation",
                path: type,
                value: true,
                basis: "explicit",
                message: `The pod runs in the host ${namespace} namespace.`,
                remediation: `Remove ${type} from the pod spec, or set it to false.`,
              },
            ],
    },
  };
}

export const POD_RULES: RuleDescriptor[] = [
  hostNamespaceRule("hostNetwork"),
  hostNamespaceRule("hostIPC"),
  hostNamespaceRule("hostPID"),
];
