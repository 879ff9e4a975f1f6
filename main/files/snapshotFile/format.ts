import { z } from "zod";

import type { Coverage } from "../../../shared/audit/coverage.ts";

/**
 * A snapshot as one file: NDJSON, compressed with zstd, that any reader of Kubernetes objects can take. The first line says
 * what it is, the last one holds the SHA-256 of all lines before it; between them stand namespaces and objects.
 */
export const API_VERSION = "sallyport/v1";
export const HEAD_KIND = "SnapshotFile";
export const DIGEST_KIND = "SnapshotDigest";
export const VERSION = 1;

/** How such files are called. */
export const FILE_ENDING = ".snapshot.ndjson.zst";

export interface SnapshotFileHead {
  apiVersion: typeof API_VERSION;
  kind: typeof HEAD_KIND;
  version: number;
  name: string;
  /** RFC 3339. */
  taken: string;
  /** Names are replaced. */
  pseudonymised: boolean;
  objects: number;
  coverage: Coverage;
}

const count = z.int().min(0);
const text = z.string();
const texts = z.array(text);
const index = z.union([count, z.tuple([count, count])]);

/** The head of a file, which comes from outside. */
export const headSchema: z.ZodType<SnapshotFileHead> = z.object({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal(HEAD_KIND),
  version: count,
  name: z.string().min(1).max(256),
  taken: z.iso.datetime(),
  pseudonymised: z.boolean(),
  objects: count,
  coverage: z.object({
    examined: count,
    states: z.record(z.enum(["running", "finished", "mirror", "template", "history"]), count).optional(),
    byShape: z.array(z.object({ kind: text, count })).optional(),
    skipped: z.array(z.object({
      reason: z.enum(["notWorkload", "notExamined", "notManifest", "notObject", "empty", "duplicate"]),
      kind: text.optional(), file: text.optional(), count,
    })),
    unreadable: z.array(z.object({ file: text, index: index.optional(), line: count.optional(), column: count.optional(), message: text })),
    notListed: z.array(z.object({ resource: text, permission: text, message: text.optional(), listedIn: texts.optional(), notListedIn: texts.optional() })),
    unknownOwners: z.array(z.object({ kind: text, count })),
    onlyNamespaces: texts.optional(),
    assumedNamespace: z.object({ namespace: text, count }).optional(),
  }),
});

export const digestSchema = z.object({ apiVersion: z.literal(API_VERSION), kind: z.literal(DIGEST_KIND), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
