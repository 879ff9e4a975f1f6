import { isObject } from "../kernel/json.ts";
import type { JsonObject } from "../kernel/json.ts";
import type { ContainerKind, Note } from "../model/finding.ts";
import { canonicalCapability } from "./capability.ts";
import type { ContainerFacts, PodFacts, SecurityFacts } from "./facts.ts";
import { join, notesOf, readBoolean, readInteger, readList, readObject, readString, readStrings, wrongType } from "./reader.ts";
import type { FieldReader } from "./reader.ts";

/** Where each kind of container is listed in a pod spec, and its status in a pod's status. */
const LISTS: { kind: ContainerKind; list: string; statuses: string }[] = [
  { kind: "container", list: "containers", statuses: "containerStatuses" },
  { kind: "init", list: "initContainers", statuses: "initContainerStatuses" },
  { kind: "ephemeral", list: "ephemeralContainers", statuses: "ephemeralContainerStatuses" },
];

/** What a container's manifest tells, with notes. */
export interface ReadContainer {
  facts: ContainerFacts;
  notes: readonly Note[];
}

/** Where a container stands, and the digest of its image. */
export interface ContainerPlace {
  kind: ContainerKind;
  index: number;
  /** Relative to the pod spec. */
  path: string;
  digest: string | undefined;
}

/**
 * Facts of a pod spec. `status` is the pod's, if it is one; it tells the digests of the images that run. `read`: how a
 * container is read, for whoever reads equal ones once.
 */
export function podFacts(spec: JsonObject | undefined, status: JsonObject | undefined, read = readContainer): PodFacts {
  const reader: FieldReader = { notes: [] };
  const security = readObject(reader, spec, "securityContext", "");
  const facts: PodFacts = {
    os: readString(reader, readObject(reader, spec, "os", ""), "name", "os"),
    hostNetwork: readBoolean(reader, spec, "hostNetwork", ""),
    hostPID: readBoolean(reader, spec, "hostPID", ""),
    hostIPC: readBoolean(reader, spec, "hostIPC", ""),
    runAsNonRoot: readBoolean(reader, security, "runAsNonRoot", "securityContext"),
    runAsUser: readInteger(reader, security, "runAsUser", "securityContext"),
    containers: [],
    notes: reader.notes,
  };
  for (const { kind, list, statuses } of LISTS) {
    const items = readList(reader, spec, list, "");
    if (items.length === 0) continue;
    const digests = imageDigests(status?.[statuses]);
    items.forEach((item, index) => {
      const path = `${list}[${index}]`;
      if (!isObject(item)) return void wrongType(reader, path, "a container", item);
      const { name } = item;
      const container = read(item, { kind, index, path, digest: digests.get(typeof name === "string" ? name : "") });
      facts.containers.push(container.facts);
      reader.notes.push(...container.notes);
    });
  }
  for (const container of facts.containers) noteRootUser(facts, container, reader.notes);
  facts.notes = notesOf(reader);
  return facts;
}

export function readContainer(item: JsonObject, { kind, index, path, digest }: ContainerPlace): ReadContainer {
  const reader: FieldReader = { notes: [] };
  const name = readString(reader, item, "name", path) ?? "";
  if (name === "") reader.notes.push({ code: "container.name", path, message: "The container has no name." });
  const facts: ContainerFacts = {
    name,
    kind,
    index,
    image: readString(reader, item, "image", path) ?? "",
    imageDigest: digest,
    security: securityFacts(reader, readObject(reader, item, "securityContext", path), join(path, "securityContext")),
  };
  return { facts, notes: notesOf(reader) };
}

function securityFacts(reader: FieldReader, context: JsonObject | undefined, path: string): SecurityFacts {
  const capabilities = readObject(reader, context, "capabilities", path);
  const where = join(path, "capabilities");
  return {
    privileged: readBoolean(reader, context, "privileged", path),
    runAsNonRoot: readBoolean(reader, context, "runAsNonRoot", path),
    runAsUser: readInteger(reader, context, "runAsUser", path),
    allowPrivilegeEscalation: readBoolean(reader, context, "allowPrivilegeEscalation", path),
    readOnlyRootFilesystem: readBoolean(reader, context, "readOnlyRootFilesystem", path),
    add: capabilityNames(reader, capabilities, "add", where),
    drop: capabilityNames(reader, capabilities, "drop", where),
  };
}

/** Names as written; a spelling that engines and runtimes read differently leaves a note. */
function capabilityNames(reader: FieldReader, capabilities: JsonObject | undefined, key: "add" | "drop", path: string): string[] {
  const names = readStrings(reader, capabilities, key, path);
  for (const name of names) {
    const canonical = canonicalCapability(name);
    if (name === canonical) continue;
    reader.notes.push({
      code: "capability.spelling",
      path: join(path, key),
      message: `“${name}” is read as ${canonical}; admission engines and runtimes disagree about this spelling.`,
    });
  }
  return names;
}

/** The kubelet refuses a container that must not run as root and is told to run as user 0. */
function noteRootUser(pod: PodFacts, container: ContainerFacts, notes: Note[]): void {
  const nonRoot = container.security.runAsNonRoot ?? pod.runAsNonRoot;
  const user = container.security.runAsUser ?? pod.runAsUser;
  if (nonRoot !== true || user !== 0) return;
  const list = LISTS.find(({ kind }) => kind === container.kind)?.list ?? "containers";
  notes.push({
    code: "runAsUser.root",
    path: `${list}[${container.index}].securityContext.runAsUser`,
    message: "runAsNonRoot is true and runAsUser is 0: the kubelet will refuse to start this container.",
  });
}

/** Container name → digest of the image that runs: what follows the `@` of `imageID`. */
function imageDigests(statuses: unknown): Map<string, string> {
  const digests = new Map<string, string>();
  if (!Array.isArray(statuses)) return digests;
  for (const status of statuses) {
    if (!isObject(status) || typeof status["name"] !== "string" || typeof status["imageID"] !== "string") continue;
    const at = status["imageID"].lastIndexOf("@");
    if (at >= 0) digests.set(status["name"], status["imageID"].slice(at + 1));
  }
  return digests;
}
