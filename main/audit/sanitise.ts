import { isObject, type JsonObject } from "../../shared/kernel/json.ts";
import { MIRROR_ANNOTATION } from "../../shared/kube/project.ts";

/**
 * What a snapshot keeps of an object, as JSON, so that its YAML can be shown: everything the verdicts rest on. Left out
 * is what may hold secrets and is never judged (annotations, values of environment variables and of HTTP headers, data
 * of any kind) and what is only noise (managed fields, most of the status). With `keepValues`, which the user must ask
 * for, annotations and values are kept.
 */
export function sanitisedText(object: JsonObject, keepValues = false): string {
  const { apiVersion, kind, metadata, spec, status } = object;
  if (keepValues) return JSON.stringify({ apiVersion, kind, metadata, spec, status }, (key, value: unknown) => (key === "managedFields" ? undefined : value));
  return JSON.stringify({ apiVersion, kind, metadata, spec, status: kind === "Pod" ? statusOf(status) : undefined }, withoutSecrets);
}

const DROPPED = new Set(["annotations", "managedFields", "data", "stringData", "binaryData"]);
/** Lists whose entries have a name to keep and a value to drop. */
const NAMED_VALUES = new Set(["env", "httpHeaders"]);

/** A replacer of `JSON.stringify`: it is asked for every field on the way down. */
function withoutSecrets(key: string, value: unknown): unknown {
  // That a pod is the mirror of a static one is told by an annotation alone.
  if (key === "annotations" && isObject(value) && Object.hasOwn(value, MIRROR_ANNOTATION)) return { [MIRROR_ANNOTATION]: "mirror" };
  if (DROPPED.has(key)) return undefined;
  return NAMED_VALUES.has(key) && Array.isArray(value) ? value.map(withoutValue) : value;
}

function withoutValue(entry: unknown): unknown {
  return isObject(entry) ? { ...entry, value: undefined } : entry;
}

const STATUS_LISTS = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];

/** The phase, and which images run. */
function statusOf(status: unknown): JsonObject | undefined {
  if (!isObject(status)) return undefined;
  const kept: JsonObject = { phase: status["phase"] };
  for (const list of STATUS_LISTS) {
    const containers = status[list];
    if (Array.isArray(containers)) kept[list] = containers.filter(isObject).map(({ name, image, imageID }) => ({ name, image, imageID }));
  }
  return kept;
}
