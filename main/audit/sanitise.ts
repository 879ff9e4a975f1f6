import { isObject, type JsonObject } from "../../shared/kernel/json.ts";
import { MIRROR_ANNOTATION } from "../../shared/kube/project.ts";
import { MAX_DEPTH } from "../../shared/kube/yaml.ts";
import { COPY, createCopier, DROP, ENTRIES, MARK, OBJECT, OBJECTS } from "../files/walker/copier.ts";
import type { EntryRow } from "../files/walker/entries.ts";
import { walkerModule } from "../files/walker/index.ts";

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

/** What an object is; in a typed list its text does not say it. */
export interface ObjectKind {
  apiVersion: string;
  kind: string;
}

/**
 * The same from the text of an object, some ten times as fast, as parts that follow one another and are good until the
 * next call; undefined when it has to be parsed.
 */
export type TextSanitiser = (object: Uint8Array, what: ObjectKind) => readonly Uint8Array[] | undefined;

/** Undefined where the module was not built. Longer objects than `maxBytes` are left to be parsed. */
export function createTextSanitiser(maxBytes: number): TextSanitiser | undefined {
  const module = walkerModule();
  if (!module) return undefined;
  const copier = createCopier(module, KEPT, [MIRROR_ANNOTATION, MIRRORED], { depth: MAX_DEPTH, maxObject: maxBytes });
  const heads = new Map<string, Buffer>();
  return (object, { apiVersion, kind }) => {
    const copy = copier.copy(object, kind === "Pod" ? ROW.pod : ROW.other);
    if (!copy) return undefined;
    const key = `${apiVersion} ${kind}`;
    let head = heads.get(key);
    if (!head) heads.set(key, (head = Buffer.from(JSON.stringify(apiVersion === "" ? { kind } : { apiVersion, kind }).slice(0, -1))));
    // `{` of the copy gives way to a comma, when it has anything.
    return copy.length > 2 ? [head, COMMA, copy.subarray(1)] : [head, copy.subarray(1)];
  };
}

const COMMA = Buffer.from(",");

const DROPPED = ["annotations", "managedFields", "data", "stringData", "binaryData"];
/** Lists whose entries have a name to keep and a value to drop. */
const NAMED_VALUES = ["env", "httpHeaders"];
const STATUS_LISTS = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];
const STATUS_FIELDS = ["name", "image", "imageID"];
/** In place of the annotation's value. */
const MIRRORED = "mirror";

const ROW = { pod: 0, other: 1, any: 2, named: 3, status: 4, containerStatus: 5 } as const;
const ANY = { action: COPY, inner: ROW.any };
const NOT_KEPT = { action: DROP };

/** The rules of `sanitisedText` as a table, in the order of `ROW`. */
const KEPT: readonly EntryRow[] = [
  { entries: [{ key: "metadata", ...ANY }, { key: "spec", ...ANY }, { key: "status", action: OBJECT, inner: ROW.status }], others: NOT_KEPT },
  { entries: [{ key: "metadata", ...ANY }, { key: "spec", ...ANY }], others: NOT_KEPT },
  { entries: withoutSecretsOf(), others: ANY },
  { entries: [{ key: "value", ...NOT_KEPT }, ...withoutSecretsOf()], others: ANY },
  { entries: [{ key: "phase", ...ANY }, ...STATUS_LISTS.map((key) => ({ key, action: OBJECTS, inner: ROW.containerStatus }))], others: NOT_KEPT },
  { entries: STATUS_FIELDS.map((key) => ({ key, ...ANY })), others: NOT_KEPT },
];

function withoutSecretsOf(): EntryRow["entries"] {
  return [
    ...DROPPED.map((key) => ({ key, action: key === "annotations" ? MARK : DROP })),
    ...NAMED_VALUES.map((key) => ({ key, action: ENTRIES, inner: ROW.named, field: ROW.any })),
  ];
}

/** A replacer of `JSON.stringify`: it is asked for every field on the way down. */
function withoutSecrets(key: string, value: unknown): unknown {
  // That a pod is the mirror of a static one is told by an annotation alone.
  if (key === "annotations" && isObject(value) && Object.hasOwn(value, MIRROR_ANNOTATION)) return { [MIRROR_ANNOTATION]: MIRRORED };
  if (DROPPED.includes(key)) return undefined;
  return NAMED_VALUES.includes(key) && Array.isArray(value) ? value.map(withoutValue) : value;
}

function withoutValue(entry: unknown): unknown {
  return isObject(entry) ? { ...entry, value: undefined } : entry;
}

/** The phase, and which images run. */
function statusOf(status: unknown): JsonObject | undefined {
  if (!isObject(status)) return undefined;
  const kept: JsonObject = { phase: status["phase"] };
  for (const list of STATUS_LISTS) {
    const containers = status[list];
    if (Array.isArray(containers)) kept[list] = containers.filter(isObject).map((container) => Object.fromEntries(STATUS_FIELDS.map((field) => [field, container[field]])));
  }
  return kept;
}
