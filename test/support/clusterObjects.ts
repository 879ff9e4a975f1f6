import { createHash } from "node:crypto";

/**
 * Makes a cluster as it might be: namespaces, controllers of every kind, their pods with what API servers and webhooks add
 * (tokens, nodes, conditions, sidecars), so that a pod has about 4 KB. The same seed gives the same cluster.
 */
export interface ClusterOptions {
  pods: number;
  seed?: number;
}

type Json = Record<string, unknown>;

/** The objects of the cluster, owners before what they own. Exactly `pods` of them are pods. */
export function* clusterObjects({ pods, seed = 1 }: ClusterOptions): Generator<Json> {
  const random = createRandom(seed);
  const namespaces = Array.from({ length: Math.max(4, Math.ceil(pods / 60)) }, (_, n) => (n === 0 ? "kube-system" : `${random.pick(TEAMS)}-${n}`));
  for (const name of namespaces) yield namespaceObject(name);
  let left = pods;
  for (let app = 0; left > 0; app++) {
    const namespace = namespaces[app % namespaces.length] ?? "default";
    for (const object of application(random, namespace, app)) {
      if (object["kind"] === "Pod" && left-- <= 0) return;
      yield object;
    }
  }
}

const TEAMS = ["shop", "pay", "search", "data", "edge", "media", "ops", "mail"];
const NODES = 200;
const TIME = "2026-03-01T08:00:00Z";

interface Random {
  below(limit: number): number;
  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T;
  chance(percent: number): boolean;
  hex(length: number): string;
}

/** Mulberry32: small, fast, and the same everywhere. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: <T,>(values: readonly T[]): T => values[below(values.length)] as T,
    chance: (percent) => next() * 100 < percent,
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(""),
  };
}

type Kind = "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "CronJob" | "Bare" | "Mirror";
const KINDS: readonly Kind[] = [...Array<Kind>(60).fill("Deployment"), ...Array<Kind>(12).fill("StatefulSet"), ...Array<Kind>(8).fill("DaemonSet"), ...Array<Kind>(8).fill("Job"), ...Array<Kind>(6).fill("CronJob"), ...Array<Kind>(4).fill("Bare"), ...Array<Kind>(2).fill("Mirror")];

/** One application: its controllers and its pods. */
function* application(random: Random, namespace: string, number: number): Generator<Json> {
  const kind = random.pick(KINDS);
  const name = `${random.pick(["api", "web", "worker", "cache", "queue", "proxy", "store", "sync"])}-${number}`;
  const labels = { app: name, team: namespace.split("-")[0] };
  const template = podSpec(random, name);
  const meta = (objectName: string, owner?: Json): Json => metadata(random, namespace, objectName, labels, owner);
  const pods = (count: number, owner: Json | undefined, phase: string): Json[] =>
    Array.from({ length: count }, (_, n) => podObject(random, meta(`${name}-${random.hex(5)}${n}`, owner), template, phase));
  const wrap = (spec: Json): Json => ({ template: { metadata: { labels }, spec: template }, ...spec });

  switch (kind) {
    case "Deployment": {
      const deployment = { apiVersion: "apps/v1", kind, metadata: meta(name), spec: wrap({ replicas: 3 }), status: { replicas: 3 } };
      const set = { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: meta(`${name}-${random.hex(8)}`, ownerOf(deployment)), spec: wrap({ replicas: 3 }) };
      yield deployment;
      yield { ...set, metadata: meta(`${name}-${random.hex(8)}`, ownerOf(deployment)), spec: wrap({ replicas: 0 }) };
      yield set;
      return yield* pods(1 + random.below(12), ownerOf(set), "Running");
    }
    case "StatefulSet":
    case "DaemonSet": {
      const owner = { apiVersion: "apps/v1", kind, metadata: meta(name), spec: wrap({}) };
      yield owner;
      return yield* pods(kind === "DaemonSet" ? 10 + random.below(20) : 1 + random.below(5), ownerOf(owner), "Running");
    }
    case "Job": {
      const job = { apiVersion: "batch/v1", kind, metadata: meta(name), spec: wrap({}) };
      yield job;
      return yield* pods(1, ownerOf(job), random.pick(["Succeeded", "Failed", "Running"]));
    }
    case "CronJob": {
      const cron = { apiVersion: "batch/v1", kind, metadata: meta(name), spec: { schedule: "0 * * * *", jobTemplate: { spec: wrap({}) } } };
      const job = { apiVersion: "batch/v1", kind: "Job", metadata: meta(`${name}-${random.hex(6)}`, ownerOf(cron)), spec: wrap({}) };
      yield cron;
      yield job;
      return yield* pods(2, ownerOf(job), "Succeeded");
    }
    case "Bare":
      return yield* pods(1, undefined, "Running");
    case "Mirror": {
      const node = { apiVersion: "v1", kind: "Node", metadata: { name: `node-${random.below(NODES)}`, uid: random.hex(32) } };
      const [pod] = pods(1, ownerOf(node), "Running");
      if (pod) yield { ...pod, metadata: { ...(pod["metadata"] as Json), namespace: "kube-system", annotations: { "kubernetes.io/config.mirror": random.hex(32) } } };
    }
  }
}

function namespaceObject(name: string): Json {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { "kubernetes.io/metadata.name": name }, creationTimestamp: TIME }, status: { phase: "Active" } };
}

function metadata(random: Random, namespace: string, name: string, labels: Json, owner: Json | undefined): Json {
  return {
    annotations: { "deployment.kubernetes.io/revision": String(random.below(40)), "example.com/checksum": random.hex(64), "kubectl.kubernetes.io/restartedAt": TIME },
    creationTimestamp: TIME,
    labels,
    name,
    namespace,
    ...(owner ? { ownerReferences: [owner] } : {}),
    resourceVersion: String(random.below(10_000_000)),
    uid: `${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`,
  };
}

function ownerOf(object: Json): Json {
  const { name, uid } = object["metadata"] as Json;
  return { apiVersion: object["apiVersion"], blockOwnerDeletion: true, controller: true, kind: object["kind"], name, uid };
}

const REGISTRIES = ["registry.example.com/", "docker.io/", "", "ghcr.io/", "localhost:5000/"];
const TAGS = [":1.2.3", ":latest", "", ":v2", `@sha256:${"ab".repeat(32)}`];

const CONTEXTS: readonly (Json | undefined)[] = [
  undefined,
  {},
  { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true, runAsNonRoot: true },
  { capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] } },
  { privileged: true },
  { runAsUser: 1000, runAsNonRoot: true },
];

function containerSpec(random: Random, name: string): Json {
  const securityContext = random.pick(CONTEXTS);
  return {
    env: Array.from({ length: 4 }, (_, n) => ({ name: `SETTING_${n}`, value: `value-${random.below(1000)}` })),
    image: `${random.pick(REGISTRIES)}acme/${name}${random.pick(TAGS)}`,
    imagePullPolicy: "IfNotPresent",
    livenessProbe: { failureThreshold: 3, httpGet: { path: "/healthz", port: 8080, scheme: "HTTP" }, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 },
    name,
    ports: [{ containerPort: 8080, name: "http", protocol: "TCP" }],
    resources: { limits: { cpu: "1", memory: "512Mi" }, requests: { cpu: "100m", memory: "128Mi" } },
    ...(securityContext ? { securityContext } : {}),
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    volumeMounts: [{ mountPath: "/etc/config", name: "config", readOnly: true }],
  };
}

function podSpec(random: Random, name: string): Json {
  const sidecar = random.chance(30) ? [containerSpec(random, "istio-proxy")] : [];
  const init = random.chance(20) ? { initContainers: [containerSpec(random, "prepare")] } : {};
  return {
    containers: [containerSpec(random, name.split("-")[0] ?? name), ...sidecar],
    ...init,
    dnsPolicy: "ClusterFirst",
    ...(random.chance(4) ? { hostNetwork: true } : {}),
    ...(random.chance(1) ? { os: { name: "windows" } } : {}),
    restartPolicy: "Always",
    schedulerName: "default-scheduler",
    securityContext: random.chance(20) ? { runAsNonRoot: true } : {},
    serviceAccountName: name,
    terminationGracePeriodSeconds: 30,
    volumes: [{ configMap: { defaultMode: 420, name: `${name}-config` }, name: "config" }],
  };
}

/** What the API server, the scheduler and the kubelet make of a template. */
function podObject(random: Random, meta: Json, template: Json, phase: string): Json {
  const token = `kube-api-access-${random.hex(5)}`;
  const mount = { mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", name: token, readOnly: true };
  const containers = (template["containers"] as Json[]).map((container): Json => ({ ...container, volumeMounts: [...(container["volumeMounts"] as Json[]), mount] }));
  const debug = random.chance(1) ? { ephemeralContainers: [{ image: "busybox:latest", name: `debugger-${random.hex(4)}`, resources: {}, securityContext: { capabilities: { add: ["SYS_PTRACE"] } } }] } : {};
  const status = (type: string): Json => ({ lastProbeTime: null, lastTransitionTime: TIME, status: "True", type });
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: meta,
    spec: {
      ...template,
      containers,
      ...debug,
      enableServiceLinks: true,
      nodeName: `node-${random.below(NODES)}`,
      preemptionPolicy: "PreemptLowerPriority",
      priority: 0,
      tolerations: ["not-ready", "unreachable"].map((key) => ({ effect: "NoExecute", key: `node.kubernetes.io/${key}`, operator: "Exists", tolerationSeconds: 300 })),
      volumes: [
        ...(template["volumes"] as Json[]),
        { name: token, projected: { defaultMode: 420, sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: "token" } }, { configMap: { items: [{ key: "ca.crt", path: "ca.crt" }], name: "kube-root-ca.crt" } }] } },
      ],
    },
    status: {
      conditions: ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map(status),
      containerStatuses: containers.map((container) => ({
        containerID: `containerd://${random.hex(64)}`,
        image: container["image"],
        imageID: imageId(String(container["image"])),
        lastState: {},
        name: container["name"],
        ready: true,
        restartCount: random.below(3),
        started: true,
        state: { running: { startedAt: TIME } },
      })),
      hostIP: `10.0.${random.below(256)}.${random.below(256)}`,
      phase,
      podIP: `10.244.${random.below(256)}.${random.below(256)}`,
      qosClass: "Burstable",
      startTime: TIME,
    },
  };
}

/** The same image has the same digest on every node. */
function imageId(image: string): string {
  return `${image.split("@")[0]}@sha256:${createHash("sha256").update(image).digest("hex")}`;
}
