import type { CheckResult, ContainerSubject, RuleDescriptor } from "./descriptor.ts";
import { canonicalCapability } from "../kube/capability.ts";

const NO_PARAMETERS = { parameters: [], phases: ["deployment", "continuous"], excusable: true } satisfies Partial<RuleDescriptor>;

/** Effective value: the container's, else the pod's (`spec/semantics.md`, "Unset fields"). */
const runAsNonRoot: RuleDescriptor = {
  ...NO_PARAMETERS,
  type: "runAsNonRoot",
  group: "container",
  sentence: ["containers that are permitted to run as root"],
  short: "may run as root",
  tooltip: "Containers for which neither their own nor the pod's securityContext says runAsNonRoot: true.",
  help: "A process that is root inside a container is root to the kernel: one flaw in the runtime or the kernel and it is root on the node. With runAsNonRoot: true the kubelet refuses to start an image that would run as root. A runAsUser above 0 alone is not enough, because nothing keeps it there.",
  api: [{ type: "containerSecurityContext", properties: [{ key: "runAsNonRoot", value: "false" }] }],
  judge: { scope: "container", looksAt: "security", compile: () => checkRunAsNonRoot },
};

function checkRunAsNonRoot({ pod, container, path }: ContainerSubject): CheckResult[] {
  const own = container.security.runAsNonRoot;
  const effective = own ?? pod.runAsNonRoot;
  if (effective === true) return [];
  const written = effective === false;
  const where = own === undefined && written ? "securityContext.runAsNonRoot" : `${path}.securityContext.runAsNonRoot`;
  const user = container.security.runAsUser ?? pod.runAsUser;
  const about = user === undefined ? "" : user === 0 ? " It sets runAsUser: 0, which is root." : ` It sets runAsUser: ${user}, but nothing enforces a user other than root.`;
  return [
    {
      status: "violation",
      path: where,
      value: written ? false : null,
      basis: written ? "explicit" : "unset",
      message: `${written ? "runAsNonRoot is false: the container may run as root." : "runAsNonRoot is not set: the container may run as root."}${about}`,
      remediation: "Set securityContext.runAsNonRoot: true on the container or the pod, and build the image with a numeric user other than 0.",
    },
  ];
}

const privileged: RuleDescriptor = {
  ...NO_PARAMETERS,
  type: "privileged",
  group: "container",
  sentence: ["privileged containers"],
  short: "privileged",
  tooltip: "Containers whose securityContext sets privileged: true.",
  help: "A privileged container has every capability, sees every device of the node and is not held back by seccomp, AppArmor or SELinux: it is the node. Grant the single capability or device that is needed instead.",
  api: [{ type: "containerSecurityContext", properties: [{ key: "privileged", value: "true" }] }],
  judge: {
    scope: "container",
    looksAt: "security",
    compile: () => ({ container, path }) =>
      container.security.privileged !== true
        ? []
        : [
            {
              status: "violation",
              path: `${path}.securityContext.privileged`,
              value: true,
              basis: "explicit",
              message: "The container is privileged.",
              remediation: "Remove securityContext.privileged and add only the capability or device that is needed.",
            },
          ],
  },
};

const allowPrivilegeEscalation: RuleDescriptor = {
  ...NO_PARAMETERS,
  type: "allowPrivilegeEscalation",
  group: "container",
  sentence: ["containers with privilege escalation rights"],
  short: "privilege escalation",
  tooltip: "Containers that may gain more privileges than their parent process, because allowPrivilegeEscalation is true, not set, or forced by another field.",
  help: "Without no_new_privs a setuid binary inside the image can make a process root. Kubernetes allows it unless the container says allowPrivilegeEscalation: false, and forces it for privileged containers and for those with CAP_SYS_ADMIN.",
  api: [{ type: "containerSecurityContext", properties: [{ key: "allowPrivilegeEscalation", value: "true" }] }],
  judge: { scope: "container", looksAt: "security", compile: () => checkPrivilegeEscalation },
};

/** Source: Kubernetes' description of `allowPrivilegeEscalation` (always true when privileged or with CAP_SYS_ADMIN). */
function checkPrivilegeEscalation({ pod, container, path }: ContainerSubject): CheckResult[] {
  if (pod.os === "windows") return [];
  const { allowPrivilegeEscalation: written, privileged: isPrivileged, add } = container.security;
  const result = (field: string, value: unknown, basis: CheckResult["basis"], message: string, remediation: string): CheckResult[] => [
    { status: "violation", path: `${path}.securityContext.${field}`, value, basis, message, remediation },
  ];
  const cure = "Set securityContext.allowPrivilegeEscalation: false on the container.";
  if (written === true) return result("allowPrivilegeEscalation", true, "explicit", "allowPrivilegeEscalation is true.", cure);
  if (isPrivileged === true)
    return result("privileged", true, "implied", "privileged: true forces privilege escalation rights.", `Remove privileged. ${cure}`);
  const forcing = add.find((name) => ["SYS_ADMIN", "ALL"].includes(canonicalCapability(name)));
  if (forcing !== undefined)
    return result("capabilities.add", forcing, "implied", `Adding the capability ${forcing} forces privilege escalation rights.`, `Remove ${forcing} from capabilities.add. ${cure}`);
  if (written === undefined)
    return result("allowPrivilegeEscalation", null, "unset", "allowPrivilegeEscalation is not set: Kubernetes allows privilege escalation.", cure);
  return [];
}

const readOnlyRootFilesystem: RuleDescriptor = {
  ...NO_PARAMETERS,
  type: "readOnlyRootFilesystem",
  group: "container",
  sentence: ["containers that can write to the root filesystem"],
  short: "writable root filesystem",
  tooltip: "Containers whose securityContext does not say readOnlyRootFilesystem: true.",
  help: "An attacker who can write to the root filesystem can replace programs and leave tools behind. Mount an emptyDir where the program must write (often /tmp) and make the rest read-only.",
  api: [{ type: "containerSecurityContext", properties: [{ key: "readOnlyRootFilesystem", value: "false" }] }],
  judge: {
    scope: "container",
    looksAt: "security",
    compile: () => ({ pod, container, path }) => {
      const written = container.security.readOnlyRootFilesystem;
      if (written === true || pod.os === "windows") return [];
      return [
        {
          status: "violation",
          path: `${path}.securityContext.readOnlyRootFilesystem`,
          value: written ?? null,
          basis: written === false ? "explicit" : "unset",
          message: written === false ? "readOnlyRootFilesystem is false." : "readOnlyRootFilesystem is not set: the container can write to its root filesystem.",
          remediation: "Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir volume where the program must write.",
        },
      ];
    },
  },
};

export const CONTAINER_RULES: RuleDescriptor[] = [runAsNonRoot, privileged, allowPrivilegeEscalation, readOnlyRootFilesystem];
