import { z } from "zod";
import { trustDraftSchema } from "../bundle/trustList.ts";
import { attestorSchema } from "../model/attestor.schema.ts";
import { policySchema } from "../model/policy.schema.ts";
import { rulesetSchema } from "../model/ruleset.schema.ts";
import type { Channel, Request } from "./contract.ts";
import { resultSchemas, rowFilter, savedView, scanOptions } from "./resultSchemas.ts";
import { OBJECT_KINDS } from "./objects.ts";
import type { ObjectWork } from "./objects.ts";
import { signingSchemas } from "./signingSchemas.ts";
import { SORT_KEYS } from "./types.ts";
import type { DataSource, Settings } from "./types.ts";

/**
 * What each channel's request must look like: the window's requests are `unknown` until parsed by these. A channel
 * without a schema, or one whose schema does not give the contract's type, does not compile.
 */

const LONGEST_TEXT = 1_024;
const LONGEST_PATH = 32_768;
const MOST_PATHS = 1_000;
const MOST_CHOICES = 10_000;
const LARGEST_PAGE = 1_000;
const LONGEST_PEM = 64 * 1024;
const LARGEST_FILE = 256 * 1024 * 1024;

/** A channel that takes nothing; JSON cannot write `undefined`, so null will do. */
const nothing = z.union([z.undefined(), z.null()]).transform((): void => undefined);
const name = z.string().min(1).max(256);
const id = z.string().min(1).max(128);
const note = z.string().max(LONGEST_TEXT).optional();
const path = z.string().min(1).max(LONGEST_PATH).refine((value) => !value.includes("\0"), "must not hold a null character");
const paths = z.array(path).min(1).max(MOST_PATHS);
const version = z.int().min(1);
const baseVersion = z.int().min(0);
const attestorFormat = z.enum(["sallyport", "custom-resource", "api"]);
const documentFormat = z.enum(["sallyport", "custom-resource", "api", "terraform"]);
const row = z.int().min(0);
const namespace = z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "must be a Kubernetes namespace").max(63);

/** A window and the stamp of the draft that it knows. */
const draftWriter = { window: id, after: z.string().max(128).nullable() };

const objectKind = z.enum(OBJECT_KINDS);
/** The new attestor has no name yet. */
const draftName = z.string().max(256);
const objectWork: z.ZodType<ObjectWork> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ruleset"), document: rulesetSchema }),
  z.strictObject({ kind: z.literal("attestor"), document: attestorSchema }),
  z.strictObject({ kind: z.literal("trustList"), document: trustDraftSchema }),
]);
const objectDraftWriter = { window: id, after: z.string().max(128).nullable() };

const requestsPerSecond = z.number().min(0.1).max(10_000);

const dataSource: z.ZodType<DataSource> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("demo") }),
  z.strictObject({ type: z.literal("files"), paths, namespace: namespace.optional(), otherKinds: z.boolean().optional() }),
  z.strictObject({ type: z.literal("context"), context: name, namespaces: z.array(namespace).min(1).max(MOST_CHOICES).optional(), requestsPerSecond: requestsPerSecond.optional(), otherKinds: z.boolean().optional() }),
]);

const snapshotRequest = z.strictObject({ source: dataSource, name: name.optional(), keepValues: z.boolean().optional() });

const settings: z.ZodType<Partial<Settings>> = z
  .strictObject({
    theme: z.enum(["system", "light", "dark"]),
    author: z.string().max(128),
    place: z.string().max(128),
    keepScans: z.int().min(0).max(MOST_CHOICES),
    views: z.array(savedView).max(100),
    excludedNamespaces: z.array(namespace).max(MOST_CHOICES),
    trustedDigests: z.array(z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits")).max(MOST_CHOICES),
    requestsPerSecond: requestsPerSecond.nullable(),
  })
  .partial();

export const requestSchemas: { [C in Channel]: z.ZodType<Request<C>> } = {
  ...resultSchemas,
  "app.info": nothing,
  "settings.get": nothing,
  "settings.set": settings,

  "policies.list": nothing,
  "policies.get": z.strictObject({ name, version: version.optional() }),
  "policies.create": z.strictObject({ policy: policySchema, note, writer: z.strictObject(draftWriter).optional() }),
  "policies.save": z.strictObject({ policy: policySchema, baseVersion: version, note, writer: z.strictObject(draftWriter).optional() }),
  "policies.duplicate": z.strictObject({ name }),
  "policies.delete": z.strictObject({ name }),
  "policies.versions": z.strictObject({ name }),
  "policies.export": z.strictObject({ name, format: documentFormat }),
  "policies.page": z.strictObject({ name, version: version.optional(), format: z.enum(["html", "text"]) }),
  "policies.assign": z.strictObject({
    target: z.strictObject({ type: z.enum(["context", "snapshot"]), id: name }),
    policy: name.nullable(),
  }),

  "policies.assignments": nothing,
  "policies.compare": z.strictObject({ name, a: version, b: z.union([version, z.literal("draft")]) }),
  "policies.restore": z.strictObject({ name, version, note }),

  "rulesets.list": nothing,
  "rulesets.get": z.strictObject({ name }),
  "rulesets.create": z.strictObject({ ruleset: rulesetSchema }),
  "rulesets.save": z.strictObject({ ruleset: rulesetSchema, baseRevision: version }),
  "rulesets.duplicate": z.strictObject({ name }),
  "rulesets.delete": z.strictObject({ name }),
  "rulesets.export": z.strictObject({ name, format: documentFormat }),
  "catalogue.runtimeRules": nothing,

  "attestors.list": nothing,
  "attestors.get": z.strictObject({ name }),
  "attestors.create": z.strictObject({ attestor: attestorSchema }),
  "attestors.save": z.strictObject({ attestor: attestorSchema, baseRevision: version }),
  "attestors.duplicate": z.strictObject({ name }),
  "attestors.delete": z.strictObject({ name }),
  "attestors.export": z.strictObject({ name, format: attestorFormat }),
  "attestors.inspect": z.strictObject({ pem: z.string().max(LONGEST_PEM) }),

  "starters.list": nothing,
  "starters.get": z.strictObject({ id }),

  "import.preview": z.strictObject({ paths }),
  "import.apply": z.strictObject({ id, keys: z.array(z.string().max(LONGEST_TEXT)).max(MOST_CHOICES).optional() }),

  "drafts.list": nothing,
  "drafts.get": z.strictObject({ name }),
  "drafts.put": z.strictObject({ policy: policySchema, baseVersion, ...draftWriter }),
  "drafts.delete": z.strictObject({ name, writer: z.strictObject(draftWriter).optional() }),
  "drafts.hold": z.strictObject({ name, window: id, takeOver: z.boolean().optional() }),
  "drafts.release": z.strictObject({ name, window: id }),

  "objectDrafts.list": z.strictObject({ kind: objectKind }),
  "objectDrafts.get": z.strictObject({ kind: objectKind, name: draftName }),
  "objectDrafts.put": z.strictObject({ work: objectWork, name: draftName, baseRevision: baseVersion, ...objectDraftWriter }),
  "objectDrafts.delete": z.strictObject({ kind: objectKind, name: draftName, writer: z.strictObject(objectDraftWriter).optional() }),

  "contexts.list": nothing,
  "contexts.check": z.strictObject({ context: name }),
  "contexts.allowExec": z.strictObject({ context: name, allowed: z.boolean() }),
  "kubeconfigs.add": z.strictObject({ path }),
  "kubeconfigs.remove": z.strictObject({ path }),

  "files.browse": z.strictObject({ path: path.optional() }),
  "files.save": z.strictObject({ path, text: z.string().max(LARGEST_FILE), overwrite: z.boolean() }),

  "snapshots.list": nothing,
  "snapshots.take": snapshotRequest,
  "snapshots.export": z.strictObject({ id, path, overwrite: z.boolean(), pseudonymise: z.boolean() }),
  "snapshots.delete": z.strictObject({ id }),
  "snapshots.namespaces": z.strictObject({ id }),

  "scans.start": z.strictObject({
    target: z.union([z.strictObject({ snapshotId: id }), snapshotRequest]),
    policy: name,
    version: version.optional(),
    options: scanOptions,
  }),
  "scans.list": nothing,
  "scans.get": z.strictObject({ id }),
  "scans.delete": z.strictObject({ id }),
  "scans.rows": z.strictObject({
    id,
    filter: rowFilter,
    sort: z.enum(SORT_KEYS),
    descending: z.boolean(),
    offset: z.int().min(0),
    limit: z.int().min(0).max(LARGEST_PAGE),
  }),
  "scans.workload": z.strictObject({ id, row }),
  "scans.yaml": z.strictObject({ id, row }),
  "scans.trace": z.strictObject({ id, row, definition: name, index: z.int().min(0) }),

  "impact.judge": z.strictObject({
    snapshotId: id,
    policy: policySchema,
    baseVersion: baseVersion.optional(),
    options: scanOptions,
    limit: z.int().min(0).max(LARGEST_PAGE),
    rule: z.string().max(LONGEST_TEXT).optional(),
    exception: z.string().max(LONGEST_TEXT).optional(),
  }),

  "jobs.list": nothing,
  "jobs.cancel": z.strictObject({ id }),

  "connections.list": nothing,

  ...signingSchemas,
};
