import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWalker, walkerModule } from "../../../main/files/walker/index.ts";
import type { Walker } from "../../../main/files/walker/index.ts";
import type { Projection } from "../../../shared/kube/facts.ts";
import type { FactsRows } from "../../../shared/kube/source.ts";
import { stableStringify } from "../../../shared/kernel/stable.ts";
import { projectObject } from "../../../shared/kube/project.ts";
import { container, controller, ownedBy, pod } from "../../support/objects.ts";

const MAX_DEPTH = 100;

function walker(): Walker {
  const module = walkerModule();
  if (!module) throw new Error("out/walker.wasm is missing");
  return createWalker(module, MAX_DEPTH);
}

/** What the walker tells of a text; objects that it leaves to the caller are projected from their bytes. */
function walk(text: string | Buffer, between: "commas" | "lines" = "commas", from = 0, using = walker()) {
  const projections: unknown[] = [];
  let others = 0;
  using.begin(Buffer.from(text));
  const end = using.walk(from, between, {
    rows: (rows) => projections.push(...projectionsOf(rows)),
    other: (bytes) => {
      others++;
      projections.push(projectObject(JSON.parse(bytes.toString())));
    },
  });
  return { projections, others, end };
}

/** What rows tell, put together as projecting each object would. */
function projectionsOf(rows: FactsRows): Projection[] {
  return Array.from({ length: rows.length }, (_, row): Projection => {
    const common = structuredClone(rows.common(row));
    if (common.type === "notWorkload") return common;
    return { type: "workload", facts: { ...common.facts, name: rows.texts.name(row), uid: rows.texts.uid(row), created: rows.texts.created(row), owner: rows.owner(row) } };
  });
}

function expectSame(objects: unknown[], text = objects.map((object) => JSON.stringify(object)).join(",")) {
  const { projections, end, others } = walk(text);
  expect(projections).toEqual(objects.map((object) => projectObject(JSON.parse(JSON.stringify(object)))));
  expect(end).toBe(Buffer.byteLength(text.trimEnd()));
  return others;
}

const PLAIN = [
  pod({ name: "cart-1", owner: ownedBy("ReplicaSet", "cart-abc"), spec: { hostNetwork: true, os: { name: "linux" }, initContainers: [container({ name: "init" })] } }),
  controller({ kind: "ReplicaSet", name: "cart-abc", replicas: 0, owner: ownedBy("Deployment", "cart") }),
  controller({ name: "cart", containers: [container({ image: "näh/ö:1", securityContext: null }), container({ name: "\u0007\"\\" })] }),
  { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "backup" }, spec: { jobTemplate: { spec: { template: { spec: { containers: [container()] } } } } } },
  { apiVersion: "v1", kind: "Service", metadata: { name: "s" }, spec: { ports: [{ port: 1.5e3 }, -0.1, true, false, null] } },
];

const ODD = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "x", labels: { ignoreAdmissionControl: "" } } },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", spec: { template: { spec: { containers: [container()] } } } },
  pod({ spec: { containers: "none" } }),
  { kind: "Pod", metadata: [], spec: { containers: [7, null, container()] } },
  { kind: "Pod", metadata: { name: null }, status: "gone" },
  {},
];

describe("the walker", () => {
  it("tells what projecting the parsed object tells", () => {
    expect(expectSame(PLAIN)).toBe(0);
  });

  it("leaves what it cannot tell to the caller", () => {
    expect(expectSame(ODD)).toBe(ODD.length);
  });

  it("takes white space wherever it may stand", () => {
    expect(expectSame(PLAIN, PLAIN.map((object) => `\n\t ${JSON.stringify(object, null, 4)}\r\n`).join(","))).toBe(0);
  });

  it("reads lines of one object each, and stops at any other line", () => {
    const lines = PLAIN.map((object) => `${JSON.stringify(object)}\n`);
    const text = lines.join("\n \r\n");
    expect(walk(text, "lines")).toMatchObject({ end: Buffer.byteLength(text) });
    expect(walk(text, "lines").projections).toHaveLength(PLAIN.length);
    const first = lines[0] ?? "";
    for (const bad of [first.trim(), `${first.trim()} ${first}`, first.replace(",", ",\n"), `${first.trim()},\n`]) {
      expect(walk(`${first}${bad}`, "lines").end).toBe(first.length);
    }
  });

  it("gives the items of a typed list the list's kind", () => {
    const { kind, apiVersion, ...item } = PLAIN[0] as Record<string, unknown>;
    const using = walker();
    const told: unknown[] = [];
    using.begin(Buffer.from(JSON.stringify(item)));
    using.walk(0, "commas", { rows: (rows) => told.push(...projectionsOf(rows)), other: () => told.push("other") }, { kind: "Pod", apiVersion: "v1" });
    expect({ kind, apiVersion }).toEqual({ kind: "Pod", apiVersion: "v1" });
    expect(told).toEqual([projectObject(PLAIN[0])]);
  });

  it("counts lines, also of a slice that it cannot hold", () => {
    const text = Buffer.alloc(9 << 20, "ab\n");
    const using = walker();
    using.begin(text);
    expect(using.countLines(1, text.length - 1)).toBe(text.length / 3 - 1);
  });

  it("leaves repeated and escaped keys to the caller, who lets the last one count", () => {
    for (const text of [
      '{"kind":"Pod","spec":{"hostPID":true,"hostPID":false,"containers":[]}}',
      '{"kind":"Pod","spec":{"host\\u0050ID":true,"containers":[]}}',
    ]) {
      const { projections, others } = walk(text);
      expect(others).toBe(1);
      expect(projections).toEqual([projectObject(JSON.parse(text))]);
    }
  });

  it("stops before an object that is cut off, broken or too deep, and goes on behind it", () => {
    const good = JSON.stringify(PLAIN[0]);
    const deep = `{"kind":"Pod","spec":${'{"a":'.repeat(MAX_DEPTH)}1${"}".repeat(MAX_DEPTH)}}`;
    for (const bad of [good.slice(0, -1), `${good.slice(0, -1)},}`, good.replace(":", " "), good.replace("true", "tru"), deep, "7", "[]"]) {
      const text = `${good},${bad}, ${good}`;
      const using = walker();
      expect(walk(text, "commas", 0, using).end).toBe(good.length);
      expect(walk(text, "commas", text.length - good.length, using).projections).toHaveLength(1);
    }
  });

  it("keeps its values apart when there are more than fit at first", () => {
    const many = Array.from({ length: 2500 }, (_, index) => pod({ name: `p-${index}`, namespace: `ns-${index}`, containers: [container({ image: `registry.example.com/app:${index}` })] }));
    const { projections } = walk(many.map((object) => JSON.stringify(object)).join(","));
    const texts = (values: unknown[]) => values.map((value) => stableStringify(value));
    expect(texts(projections)).toEqual(texts(many.map((object) => projectObject(object))));
  });

  it("agrees with JSON.parse on any change of a byte", () => {
    const bytes = Buffer.from(PLAIN.map((object) => JSON.stringify(object)).join("\n"));
    const lines = PLAIN.map((object) => Buffer.byteLength(JSON.stringify(object)));
    const using = walker();
    fc.assert(
      fc.property(fc.nat(PLAIN.length - 1), fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[]",:\\ \n01-.eEtfnu'))), (line, place, byte) => {
        const start = lines.slice(0, line).reduce((sum, length) => sum + length + 1, 0);
        const changed = Buffer.from(bytes.subarray(start, start + (lines[line] ?? 0)));
        changed[place % changed.length] = byte;
        const expected = isUtf8(changed) ? parse(changed.toString()) : ({ ok: false } as const);
        const { projections, end } = walk(changed, "commas", 0, using);
        const isObject = changed.toString().trimStart().startsWith("{");
        if (expected.ok && isObject) expect(projections).toEqual([projectObject(expected.value)]);
        else expect(end).not.toBe(changed.length);
      }),
      { numRuns: 1500 },
    );
  });
});

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
