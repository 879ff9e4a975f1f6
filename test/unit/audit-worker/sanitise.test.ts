import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextSanitiser, sanitisedText } from "../../../main/audit/sanitise.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";

const SECRET = "s3cr3t";
const MIRROR = "kubernetes.io/config.mirror";

/** Keys that decide about what is kept, and some that do not. */
const KEYS = [
  "annotations", "managedFields", "data", "stringData", "binaryData", "env", "httpHeaders", "value", "name", "valueFrom", MIRROR,
  "metadata", "spec", "status", "phase", "containerStatuses", "image", "imageID", "containers", "kind", "apiVersion", "__proto__", "constructor", "x", "",
];

const scalar = fc.oneof(fc.constantFrom<unknown>(null, true, false, 0, -1.5, 1e30, "", SECRET, 'a"b\\c', "näh\u0007\u{1f512}", "\ud800"), fc.string({ maxLength: 20 }));
const { value } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, scalar, tie("object"), fc.array(tie("value"), { maxLength: 4 })),
  object: fc.array(fc.tuple(fc.constantFrom(...KEYS), tie("value")), { maxLength: 6 }).map((members) => Object.fromEntries(members)),
}));
const lists = fc.array(fc.oneof(fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 5 }), scalar), { maxLength: 3 });
const status = fc.record({ phase: scalar, conditions: value, containerStatuses: fc.oneof(lists, value), initContainerStatuses: lists }, { requiredKeys: [] });
const kubernetes = fc.record(
  { metadata: value, spec: fc.oneof(value, fc.record({ containers: fc.array(fc.record({ env: lists, httpHeaders: lists, image: scalar }, { requiredKeys: [] })) })), status: fc.oneof(status, value), data: value },
  { requiredKeys: [] },
);

function sanitiser() {
  const made = createTextSanitiser(4 << 20);
  if (!made) throw new Error("out/walker.wasm is missing");
  return (...[object, what]: Parameters<typeof made>) => {
    const parts = made(object, what);
    return parts && Buffer.concat(parts);
  };
}

describe("the text of an object", () => {
  it("is sanitised as a parsed one is, or left to be parsed", () => {
    const sanitise = sanitiser();
    let told = 0;
    fc.assert(
      fc.property(kubernetes, fc.constantFrom("Pod", "Deployment"), fc.constantFrom(undefined, 2), (fields, kind, indent) => {
        const object = { apiVersion: "v1", kind, ...(fields as JsonObject) };
        const text = JSON.stringify(object, null, indent);
        const copy = sanitise(Buffer.from(text), { apiVersion: "v1", kind });
        if (!copy) return;
        told++;
        expect(JSON.parse(copy.toString())).toEqual(JSON.parse(sanitisedText(JSON.parse(text) as JsonObject)));
      }),
      { numRuns: 3000 },
    );
    expect(told).toBeGreaterThan(2000);
  });

  it("holds nothing of what must not be kept", () => {
    const object = {
      metadata: { annotations: { note: SECRET }, managedFields: [SECRET], labels: { app: "cart" } },
      spec: { containers: [{ name: "c", env: [{ name: "A", value: SECRET }, { name: "B", valueFrom: { secretKeyRef: { name: "s" } } }] }], template: { metadata: { annotations: { [MIRROR]: SECRET, x: SECRET } } } },
      status: { phase: "Running", message: SECRET, containerStatuses: [{ name: "c", imageID: "i", state: SECRET }] },
      data: SECRET,
    };
    const copy = sanitiser()(Buffer.from(JSON.stringify(object, null, 4)), { apiVersion: "v1", kind: "Pod" })?.toString() ?? "";
    expect(copy).not.toContain(SECRET);
    expect(JSON.parse(copy)).toEqual({
      apiVersion: "v1", kind: "Pod", metadata: { labels: { app: "cart" } },
      spec: { containers: [{ name: "c", env: [{ name: "A" }, { name: "B", valueFrom: { secretKeyRef: { name: "s" } } }] }], template: { metadata: { annotations: { [MIRROR]: "mirror" } } } },
      status: { phase: "Running", containerStatuses: [{ name: "c", imageID: "i" }] },
    });
  });

  it("is left to be parsed when a key has an escape, which may hide one that must not be kept", () => {
    const what = { apiVersion: "v1", kind: "Pod" };
    for (const text of [`{"spec":{"\\u0065nv":[{"value":"${SECRET}"}]}}`, `{"metadata":{"annotations":{"a\\u002f":"${SECRET}"}}}`]) expect(sanitiser()(Buffer.from(text), what)).toBeUndefined();
  });

  it("is left to be parsed when it is larger than is kept; a large one that is kept is told", () => {
    const what = { apiVersion: "v1", kind: "Pod" };
    const text = (length: number) => Buffer.from(JSON.stringify({ spec: { x: "a".repeat(length) } }));
    const sanitise = sanitiser();
    expect(sanitise(text(4 << 20), what)).toBeUndefined();
    expect(sanitise(text(3 << 20), what)?.length).toBeGreaterThan(3 << 20);
    expect(sanitise(text(10), what)?.toString()).toBe('{"apiVersion":"v1","kind":"Pod","spec":{"x":"aaaaaaaaaa"}}');
  });
});
