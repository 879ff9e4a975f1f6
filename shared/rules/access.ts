import type { RuleDescriptor } from "./descriptor.ts";

/** Rules about what users do with kubectl: they judge requests, never a pod, and know no exceptions. */
const ACCESS: Pick<RuleDescriptor, "parameters" | "phases" | "group" | "excusable" | "judge"> = {
  group: "access",
  parameters: [],
  phases: ["deployment"],
  excusable: false,
  judge: { scope: "never" },
};

export const ACCESS_RULES: RuleDescriptor[] = [
  {
    ...ACCESS,
    type: "podExec",
    sentence: ["attempts to execute in/attach to a container"],
    short: "kubectl exec or attach",
    tooltip: "kubectl exec and kubectl attach.",
    help: "A shell in a running container bypasses review and leaves no image behind. Allow it only where debugging in place is accepted.",
    api: [{ type: "podexec", properties: [{ key: "podExec", value: "true" }] }],
  },
  {
    ...ACCESS,
    type: "podPortForward",
    sentence: ["attempts to establish port-forward on a container"],
    short: "kubectl port-forward",
    tooltip: "kubectl port-forward.",
    help: "A port-forward reaches a container past services and network policies, with the rights of whoever holds the kubeconfig.",
    api: [{ type: "portforward", properties: [{ key: "podPortForward", value: "true" }] }],
  },
];
