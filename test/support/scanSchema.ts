import { z } from "zod";

/** The lines of `sallyport/scan/v1`, strict: a field that the contract does not have fails. */

const verdict = z.enum(["block", "log", "unknown", "allow", "excluded"]);
const enforced = z.enum(["block", "log", "unknown", "allow"]);
const count = z.int().nonnegative();

const finding = z.strictObject({
  status: z.enum(["violation", "not-decidable"]),
  rule: z.strictObject({ type: z.string(), index: count, definition: z.string(), properties: z.record(z.string(), z.unknown()) }),
  action: z.enum(["none", "log", "block"]),
  mitigation: z.enum(["none", "log", "isolate", "terminate"]),
  container: z.strictObject({ name: z.string(), kind: z.enum(["container", "init", "ephemeral"]) }).optional(),
  path: z.string().min(1),
  value: z.unknown(),
  basis: z.enum(["explicit", "unset", "implied"]),
  message: z.string().min(1),
  remediation: z.string().min(1),
  excusedBy: z.union([z.strictObject({ index: count, definition: z.string() }), z.strictObject({ trustedImages: z.literal(true) })]).optional(),
});

const verdicts = z.strictObject({ block: count, log: count, unknown: count, allow: count, excluded: count });

export const headerLine = z.strictObject({
  type: z.literal("header"),
  schema: z.literal("sallyport/scan/v1"),
  version: z.string(),
  policy: z.union([z.strictObject({ name: z.string(), file: z.string() }), z.strictObject({ name: z.string(), store: z.string(), version: count })]),
  sources: z.array(z.string()).min(1),
  phase: z.enum(["deployment", "continuous"]),
  unset: z.enum(["violates", "ignored"]),
  namespace: z.string(),
  at: z.iso.datetime(),
  groupBy: z.enum(["workload", "object"]),
  excludedNamespaces: z.array(z.string()),
});

export const workloadLine = z.strictObject({
  type: z.literal("workload"),
  source: z.strictObject({ file: z.string(), index: z.union([count, z.tuple([count, count])]) }),
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  state: z.enum(["running", "finished", "mirror", "template", "history"]),
  verdict,
  wouldBe: enforced.optional(),
  pods: count.optional(),
  finishedPods: count.optional(),
  now: enforced.optional(),
  afterRestart: enforced.optional(),
  restart: z.array(z.enum(["template", "sidecar", "namespace", "exception", "policy"])).min(1).optional(),
  continuous: z.enum(["isolate", "terminate"]).optional(),
  findings: z.array(finding),
  podFindings: z.array(z.strictObject({ pod: z.string(), findings: z.array(finding) })).optional(),
  notes: z.array(z.strictObject({ code: z.string(), path: z.string(), message: z.string() })),
});

export const summaryLine = z.strictObject({
  type: z.literal("summary"),
  verdicts,
  apart: z.strictObject({ finished: count, history: count }),
  objects: count,
  workloads: count.optional(),
  outlook: z
    .strictObject({
      wouldNotComeBack: count,
      restart: z.strictObject({ template: count, sidecar: count, namespace: count, exception: count, policy: count }),
      isolate: count,
      terminate: count,
    })
    .optional(),
  containers: count,
  coverage: z.strictObject({
    examined: count,
    states: z.strictObject({ running: count, finished: count, mirror: count, template: count, history: count }),
    byShape: z.array(z.strictObject({ kind: z.string(), count })).optional(),
    onlyNamespaces: z.array(z.string()).optional(),
    skipped: z.array(z.strictObject({ reason: z.string(), kind: z.string().optional(), file: z.string().optional(), count })),
    unreadable: z.array(
      z.strictObject({ file: z.string(), index: z.unknown().optional(), line: count.optional(), column: count.optional(), message: z.string().min(1) }),
    ),
    notListed: z.array(z.strictObject({ resource: z.string(), permission: z.string(), message: z.string().optional(), listedIn: z.array(z.string()).optional(), notListedIn: z.array(z.string()).optional() })),
    unknownOwners: z.array(z.strictObject({ kind: z.string(), count })),
    assumedNamespace: z.strictObject({ namespace: z.string(), count }).optional(),
  }),
  durationMs: z.number().nonnegative(),
});
