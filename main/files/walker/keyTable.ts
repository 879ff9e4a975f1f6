import { encodeRows, type EntryRow, type EntryTable } from "./entries.ts";

/**
 * What the walker takes from an object: for each kind of JSON object the keys that are wanted and what to do with their
 * values. It has to name every field that `shared/kube/project.ts` reads; `test/unit/files/walker.test.ts` holds the
 * two together.
 */

/**
 * `value`: any JSON value, kept once under an id. `apart`: the same, but its id stands in the object's record, so that
 * objects that differ in it alone have the rest in common. `text`: a string, usually different in each object, so it stands
 * in the object's record as it is. `object`: an object's own wanted keys. `group`: the same, kept once as a whole. `array`: of groups.
 */
type Wanted = "value" | { apart: ApartName } | { text: TextName } | { object: RowName } | { group: RowName } | { array: RowName };
type Inner = RowName | TextName | ApartName;
type RowName = "root" | "metadata" | "annotations" | "spec" | "template" | "container" | "status" | "containerStatus";
type Row = Record<string, Wanted>;

/** The texts of a record, in their order there. */
const TEXTS = ["name", "uid", "created"] as const;
type TextName = (typeof TEXTS)[number];
/** The ids behind them. */
const APARTS = ["owners"] as const;
type ApartName = (typeof APARTS)[number];

/** `root` is first: the walker begins there. A Pod's spec and a controller's share a row; which fields count depends on the kind. */
const ROWS: Record<RowName, Row> = {
  root: { apiVersion: "value", kind: "value", metadata: { object: "metadata" }, spec: { group: "spec" }, status: { group: "status" } },
  metadata: {
    name: { text: "name" },
    namespace: "value",
    uid: { text: "uid" },
    creationTimestamp: { text: "created" },
    ownerReferences: { apart: "owners" },
    annotations: { object: "annotations" },
  },
  annotations: { "kubernetes.io/config.mirror": "value" },
  spec: {
    replicas: "value",
    template: { group: "template" },
    jobTemplate: { group: "template" },
    os: "value",
    hostNetwork: "value",
    hostPID: "value",
    hostIPC: "value",
    securityContext: "value",
    containers: { array: "container" },
    initContainers: { array: "container" },
    ephemeralContainers: { array: "container" },
  },
  template: { spec: { group: "spec" } },
  container: { name: "value", image: "value", securityContext: "value" },
  status: {
    phase: "value",
    containerStatuses: { array: "containerStatus" },
    initContainerStatuses: { array: "containerStatus" },
    ephemeralContainerStatuses: { array: "containerStatus" },
  },
  containerStatus: { name: "value", imageID: "value" },
};

export type Action = "value" | "text" | "object" | "group" | "array" | "apart";
const ACTIONS: Action[] = ["value", "text", "object", "group", "array", "apart"];

/** What a field number on the tape stands for; the number is the place in this list. Place 0 is unused. */
export interface Field {
  key: string;
  action: Action;
}

export const { fields: FIELDS, table: KEY_TABLE } = encode();

function encode(): { fields: readonly (Field | undefined)[]; table: EntryTable } {
  const names = Object.keys(ROWS) as RowName[];
  const fields: (Field | undefined)[] = [undefined];
  const rows = names.map((name): EntryRow => {
    const entries = Object.entries(ROWS[name]).map(([key, wanted]) => {
      const [action, inner] = typeof wanted === "string" ? ([wanted, undefined] as const) : (Object.entries(wanted)[0] as [Action, Inner]);
      const field = fields.push({ key, action }) - 1;
      return { key, action: ACTIONS.indexOf(action), field, inner: numberOf(inner) };
    });
    return { entries };
  });
  return { fields, table: encodeRows(rows) };

  /** The inner row, or the place in the record. */
  function numberOf(inner: Inner | undefined): number {
    const places: readonly Inner[][] = [names, [...TEXTS], [...APARTS]];
    return inner === undefined ? 0 : Math.max(...places.map((list) => list.indexOf(inner)));
  }
}

/**
 * Words of a record: where the object starts and ends, flags, id of its fields, then place and length + 1 of each text, and
 * each id that stands apart + 1.
 */
export const RECORD = { start: 0, end: 1, flags: 2, fields: 3, name: 4, uid: 6, created: 8, owners: 10, words: 11 } as const;
