import * as fc from "fast-check";
import { DIGEST_A, DIGEST_B, image } from "./arbitraryImages.ts";

/** Kubernetes objects of the eight kinds, most of them sensible, some of hostile shape in some place. */

export const NAMESPACES = ["shop", "payments", "kube-system", "platform", "legacy", "default"];

const nonsense = fc.constantFrom<unknown>(null, "true", "false", "", 0, 1, -7, 1.5, [], ["ALL"], {}, { name: "x" }, true);

/** Usually the sensible thing, now and then nothing of the kind. */
function mostly<T>(sensible: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 24, arbitrary: sensible as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: nonsense });
}

function some(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(model, { requiredKeys: [] });
}

const capability = mostly(
  fc.constantFrom(
    "ALL", "all", "NET_RAW", "CAP_NET_RAW", "cap_net_raw", "NET_BIND_SERVICE", "net_bind_service", "SYS_ADMIN", "CAP_SYS_ADMIN", "Cap_Sys_Admin", "CHOWN", "KILL",
    "NET_ADMIN", "CAP_ALL", "MKNOD", "CAP_CAP_CHOWN", "",
  ),
);
const DROPPED_TO_ONE = [
  "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "CAP_SYS_CHROOT",
];
const drop = fc.oneof(fc.array(capability, { maxLength: 3 }), fc.constant(DROPPED_TO_ONE), fc.constant(["ALL"]));
const capabilities = some({ add: mostly(fc.array(capability, { maxLength: 3 })), drop: mostly(drop) });

const securityContext = some({
  privileged: mostly(fc.boolean()),
  runAsNonRoot: mostly(fc.boolean()),
  runAsUser: mostly(fc.constantFrom(0, 1000)),
  allowPrivilegeEscalation: mostly(fc.boolean()),
  readOnlyRootFilesystem: mostly(fc.boolean()),
  capabilities: mostly(capabilities),
});

const containerName = mostly(fc.constantFrom("web", "agent", "setup", "debug", "constructor", "__proto__"));
const container = mostly(fc.record({ name: containerName, image: mostly(image), securityContext: mostly(securityContext) }, { requiredKeys: ["name"] }));
const containers = mostly(fc.array(container, { maxLength: 3 }));

const podSpec = some({
  hostNetwork: mostly(fc.boolean()),
  hostPID: mostly(fc.boolean()),
  hostIPC: mostly(fc.boolean()),
  os: mostly(some({ name: mostly(fc.constantFrom("windows", "linux", "Windows")) })),
  securityContext: mostly(some({ runAsNonRoot: mostly(fc.boolean()), runAsUser: mostly(fc.constant(0)), privileged: fc.boolean() })),
  initContainers: containers,
  containers,
  ephemeralContainers: containers,
});

const status = some({
  phase: mostly(fc.constantFrom("Running", "Pending", "Succeeded", "Failed")),
  containerStatuses: mostly(
    // Kubernetes tells of each container once; what two entries of one name would mean is nobody's business.
    fc.uniqueArray(
      fc.record({
        name: containerName,
        imageID: mostly(fc.constantFrom("", `docker.io/x@${DIGEST_A}`, `docker-pullable://x/y@${DIGEST_B}`, "x@", "x:1", DIGEST_A)),
      }),
      { maxLength: 3, selector: ({ name }) => name },
    ),
  ),
});

const metadata = some({ name: mostly(fc.constantFrom("web-1", "toString")), namespace: mostly(fc.constantFrom(...NAMESPACES)) });
const template = some({ metadata, spec: mostly(podSpec) });
const templated = some({ replicas: mostly(fc.constantFrom(0, 2)), template: mostly(template) });

function kind(apiVersion: string, name: string, spec: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.record(
    { apiVersion: fc.constant(apiVersion), kind: fc.constant(name), metadata: mostly(metadata), spec: mostly(spec), status: mostly(status) },
    { requiredKeys: ["apiVersion", "kind"] },
  );
}

export const workload = fc.oneof(
  { weight: 8, arbitrary: kind("v1", "Pod", podSpec) },
  { weight: 2, arbitrary: kind("apps/v1", "Deployment", templated) },
  ...[
    kind("extensions/v1beta1", "Deployment", templated),
    kind("apps/v1", "ReplicaSet", templated),
    kind("apps/v1", "StatefulSet", templated),
    kind("apps/v1", "DaemonSet", templated),
    kind("v1", "ReplicationController", templated),
    kind("batch/v1", "Job", templated),
    kind("batch/v1", "CronJob", some({ jobTemplate: mostly(some({ spec: mostly(templated) })) })),
  ].map((arbitrary) => ({ weight: 1, arbitrary })),
);
