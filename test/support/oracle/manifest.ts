/** Reads a raw Kubernetes object. Whatever is null, missing or of a wrong type counts as absent. */

type Fields = Record<string, unknown>;

export interface OracleContainer {
  name: string;
  kind: "container" | "init" | "ephemeral";
  image: string;
  /** Digests under which the running image is known, from the pod's status. */
  statusDigests: string[];
  security: Fields;
}

export interface OraclePod {
  namespace: string | undefined;
  spec: Fields;
  security: Fields;
  windows: boolean;
  containers: OracleContainer[];
}

const LISTS = [
  { kind: "container", field: "containers", statuses: "containerStatuses" },
  { kind: "init", field: "initContainers", statuses: "initContainerStatuses" },
  { kind: "ephemeral", field: "ephemeralContainers", statuses: "ephemeralContainerStatuses" },
] as const;

/** The pod spec of one of the eight kinds that are judged, with what surrounds it. */
export function readManifest(object: unknown): OraclePod {
  const root = fields(object);
  const spec = podSpecOf(root);
  // Only a pod's own status tells of containers.
  const podStatus = root["kind"] === "Pod" ? fields(root["status"]) : {};
  return {
    namespace: text(fields(root["metadata"])["namespace"]) || undefined,
    spec,
    security: fields(spec["securityContext"]),
    windows: fields(spec["os"])["name"] === "windows",
    containers: LISTS.flatMap(({ kind, field, statuses }) =>
      list(spec[field]).filter(isFields).map((container) => {
        const name = text(container["name"]);
        const own = list(podStatus[statuses]).map(fields).filter((entry) => name !== "" && entry["name"] === name);
        return {
          name,
          kind,
          image: text(container["image"]),
          statusDigests: own.flatMap((entry) => digestIn(text(entry["imageID"]))),
          security: fields(container["securityContext"]),
        };
      }),
    ),
  };
}

function podSpecOf(root: Fields): Fields {
  const spec = fields(root["spec"]);
  if (root["kind"] === "Pod") return spec;
  const holder = root["kind"] === "CronJob" ? fields(fields(spec["jobTemplate"])["spec"]) : spec;
  return fields(fields(holder["template"])["spec"]);
}

/** `docker-pullable://host/path@sha256:…` and `host/path@sha256:…` name the digest; a bare id is not one. */
function digestIn(imageId: string): string[] {
  const at = imageId.lastIndexOf("@");
  return at < 0 ? [] : [imageId.slice(at + 1)];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A boolean as written, else undefined. */
export function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
