/**
 * What the walker takes from an object: for each kind of JSON object the keys that are wanted and what to do with their
 * values. It has to name every field that `shared/kube/project.ts` reads; `test/unit/files/walker.test.ts` holds the
 * two together.
 */

/**
 * `value`: any JSON value, kept once under an id. `rareValue`: the same, of which hardly two objects have an equal one: the
 * host does not keep it parsed. `text`: a string, usually different in each object, so it stands in the
 * object's record. `object`: an object's own wanted keys. `group`: the same, kept once as a whole. `array`: of groups.
 */
type Wanted = "value" | "rareValue" | { text: TextName } | { object: RowName } | { group: RowName } | { array: RowName };
type RowName = "root" | "metadata" | "annotations" | "spec" | "template" | "container" | "status" | "containerStatus";
type Row = Record<string, Wanted>;

/** The texts of a record, in their order there. */
const TEXTS = ["name", "uid", "created"] as const;
type TextName = (typeof TEXTS)[number];

/** `root` is first: the walker begins there. A Pod's spec and a controller's share a row; which fields count depends on the kind. */
const ROWS: Record<RowName, Row> = {
  root: { apiVersion: "value", kind: "value", metadata: { object: "metadata" }, spec: { group: "spec" }, status: { group: "status" } },
  metadata: {
    name: { text: "name" },
    generateName: "value",
    namespace: "value",
    uid: { text: "uid" },
    creationTimestamp: { text: "created" },
    ownerReferences: "rareValue",
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

export type Action = "value" | "rareValue" | "text" | "object" | "group" | "array";
/** As the walker knows them, to which all values are alike. */
const ACTIONS: Record<Action, number> = { value: 0, rareValue: 0, text: 1, object: 2, group: 3, array: 4 };

/** What a field number on the tape stands for; the number is the place in this list. Place 0 is unused. */
export interface Field {
  key: string;
  action: Action;
}

const ENTRY_SIZE = 40;
const KEY_SIZE = 32;

/** How many entries a row has room for, the ending one included. */
export const ENTRIES_PER_ROW = 1 + Math.max(...Object.values(ROWS).map((row) => Object.keys(row).length));

export const { fields: FIELDS, bytes: KEY_TABLE } = encode();

function encode(): { fields: readonly (Field | undefined)[]; bytes: Uint8Array } {
  const names = Object.keys(ROWS) as RowName[];
  const fields: (Field | undefined)[] = [undefined];
  const bytes = new Uint8Array(names.length * ENTRIES_PER_ROW * ENTRY_SIZE);
  names.forEach((name, row) => {
    Object.entries(ROWS[name]).forEach(([key, wanted], place) => {
      const [action, inner] = typeof wanted === "string" ? ([wanted, undefined] as const) : (Object.entries(wanted)[0] as [Action, RowName | TextName]);
      const at = (row * ENTRIES_PER_ROW + place) * ENTRY_SIZE;
      bytes.set(new TextEncoder().encode(key), at);
      bytes.set([key.length, ACTIONS[action], fields.length, numberOf(inner), place], at + KEY_SIZE);
      fields.push({ key, action });
    });
  });
  return { fields, bytes };

  function numberOf(inner: RowName | TextName | undefined): number {
    if (inner === undefined) return 0;
    return isText(inner) ? TEXTS.indexOf(inner) : names.indexOf(inner);
  }
}

function isText(name: RowName | TextName): name is TextName {
  return (TEXTS as readonly string[]).includes(name);
}

/** Words of a record: where the object starts and ends, flags, id of its fields, then place and length + 1 of each text. */
export const RECORD = { start: 0, end: 1, flags: 2, fields: 3, name: 4, uid: 6, created: 8, words: 10 } as const;
