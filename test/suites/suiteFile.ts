import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { emptyPolicy, IMAGE_OPERATORS, IMAGE_PARTS } from "../../shared/model/policy.ts";
import type { Policy, PolicyRule } from "../../shared/model/policy.ts";
import type { OracleFinding, OracleOptions } from "../support/oracle/oracle.ts";

/**
 * Policy cases as data. A file gives rules and cases; a case gives an object (or only its containers), what of the
 * policy and options differs from the usual, and the outcome as the specification has it.
 */

const rule = z.strictObject({
  type: z.string(),
  enabled: z.boolean().default(true),
  action: z.enum(["none", "log", "block"]).default("block"),
  mitigation: z.enum(["none", "log", "isolate", "terminate"]).default("log"),
  properties: z.record(z.string(), z.unknown()).default({}),
  namespaces: z.array(z.string()).optional(),
});

const exception = z.strictObject({
  type: z.enum(IMAGE_PARTS),
  operator: z.enum(IMAGE_OPERATORS),
  values: z.array(z.string()),
  namespaces: z.array(z.string()).optional(),
  expires: z.string().optional(),
});

const expectedFinding = z.strictObject({
  /** `pod`, a container's name, `init/name` or `ephemeral/name`. */
  on: z.string(),
  rule: z.int().default(0),
  definition: z.string().default("cluster"),
  status: z.enum(["violation", "not-decidable"]).default("violation"),
  basis: z.enum(["explicit", "unset", "implied"]).default("explicit"),
  excused: z.boolean().default(false),
  path: z.string().optional(),
  value: z.unknown().optional(),
});

const verdicts = ["block", "log", "unknown", "allow"] as const;

const policyCase = z.strictObject({
  name: z.string(),
  object: z.unknown().optional(),
  /** A pod spec. */
  pod: z.record(z.string(), z.unknown()).optional(),
  containers: z.array(z.unknown()).optional(),
  init: z.array(z.unknown()).optional(),
  ephemeral: z.array(z.unknown()).optional(),
  namespace: z.string().default("shop"),
  rules: z.array(rule).optional(),
  exceptions: z.array(exception).default([]),
  namespaced: z
    .array(z.strictObject({ name: z.string(), namespaces: z.array(z.string()), rules: z.array(rule).optional(), exceptions: z.array(exception).optional() }))
    .default([]),
  trustedImages: z.boolean().default(true),
  unset: z.enum(["violates", "ignored"]).default("violates"),
  phase: z.enum(["deployment", "continuous"]).default("deployment"),
  at: z.string().default("2026-01-01T00:00:00Z"),
  defaultNamespace: z.string().default("default"),
  excludedNamespaces: z.array(z.string()).default(["kube-system"]),
  labels: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  trustedDigests: z.array(z.string()).default([]),
  verdict: z.enum([...verdicts, "excluded"]),
  wouldBe: z.enum(verdicts).optional(),
  findings: z.array(expectedFinding).default([]),
});

/** Images against one image rule, by outcome. `unset`: violated because of what the image leaves out. */
const imageTable = z.strictObject({
  name: z.string(),
  rule,
  violates: z.array(z.string()),
  unset: z.array(z.string()).default([]),
  passes: z.array(z.string()),
  undecidable: z.array(z.string()).default([]),
});

const suiteFile = z.strictObject({
  /** Rule types that this file is the suite of. */
  covers: z.array(z.string()).default([]),
  rules: z.array(rule).default([]),
  cases: z.array(policyCase).default([]),
  tables: z.array(imageTable).default([]),
});

export interface Case {
  name: string;
  object: unknown;
  policy: Policy;
  options: OracleOptions;
  verdict: string;
  wouldBe: string | undefined;
  findings: OracleFinding[];
  /** Places, and values where the case gives them, that the product has to name. */
  places: { rule: number; path: string; value?: unknown }[];
}

export interface Suite {
  file: string;
  covers: string[];
  cases: Case[];
}

/** Reads every suite under a folder. Throws on the first file that is not as it should be. */
export function readSuites(folder: string): Suite[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  return files.sort().map((file) => {
    const parsed = suiteFile.safeParse(parse(readFileSync(join(folder, file), "utf8")));
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
    const { covers, rules, cases, tables } = parsed.data;
    return { file, covers, cases: [...cases.map((one) => caseOf(one, rules)), ...tables.flatMap(casesOfTable)] };
  });
}

function caseOf(one: z.infer<typeof policyCase>, suiteRules: PolicyRule[]): Case {
  const rules = one.rules ?? suiteRules;
  const policy: Policy = {
    ...emptyPolicy("Suite"),
    unsetFields: one.unset,
    trustedImages: one.trustedImages,
    cluster: { rules, exceptions: one.exceptions },
    namespaced: one.namespaced,
  };
  const rulesOf = (definition: string) => one.namespaced.find(({ name }) => name === definition)?.rules ?? rules;
  return {
    name: one.name,
    object: objectOf(one),
    policy,
    options: {
      phase: one.phase, unset: one.unset, defaultNamespace: one.defaultNamespace, excludedNamespaces: one.excludedNamespaces,
      namespaceLabels: one.labels, trustedDigests: one.trustedDigests, at: one.at,
    },
    verdict: one.verdict,
    wouldBe: one.wouldBe,
    findings: one.findings.map(({ on, rule: index, definition, status, basis, excused }) => ({
      status, index, definition, basis, excused, type: rulesOf(definition)[index]?.type ?? "no such rule", container: containerOf(on),
    })),
    places: one.findings.flatMap(({ rule: index, path, value }) =>
      path === undefined ? [] : [value === undefined ? { rule: index, path } : { rule: index, path, value }],
    ),
  };
}

function objectOf({ object, pod, containers, init, ephemeral, namespace }: z.infer<typeof policyCase>): unknown {
  if (object !== undefined) return object;
  const lists = { containers, initContainers: init, ephemeralContainers: ephemeral };
  const given = Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined));
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "case", namespace }, spec: { ...pod, ...given } };
}

/** `web` → `container/web`, `init/setup` as it is, `pod` → undefined. */
function containerOf(on: string): string | undefined {
  if (on === "pod") return undefined;
  return on.startsWith("init/") || on.startsWith("ephemeral/") ? on : `container/${on}`;
}

function casesOfTable({ name, rule: judged, violates, unset, passes, undecidable }: z.infer<typeof imageTable>): Case[] {
  const one = (image: string, verdict: "block" | "allow" | "unknown", finding?: { status?: "not-decidable"; basis?: "unset" }) =>
    caseOf(
      policyCase.parse({
        name: `${name}: ${JSON.stringify(image)}`,
        containers: [{ name: "c", image }],
        verdict,
        findings: finding ? [{ on: "c", ...finding }] : [],
      }),
      [judged],
    );
  return [
    ...violates.map((image) => one(image, "block", {})),
    ...unset.map((image) => one(image, "block", { basis: "unset" })),
    ...passes.map((image) => one(image, "allow")),
    ...undecidable.map((image) => one(image, "unknown", { status: "not-decidable" })),
  ];
}
