import { z } from "zod";
import { trustListSchema } from "../bundle/trustList.ts";
import type { Channel, Request } from "./contract.ts";

/** Requests about keys, trust, bundles and the audit trail, as `schemas.ts` has those of the others. */

const LONGEST_PATH = 32_768;
const MOST_PATHS = 1_000;
const LONGEST_PASSPHRASE = 4_096;
const LONGEST_KEY = 1 << 20;
/** Base64; cosign brings the signed statement along. */
const LONGEST_SIGNATURE = 2 << 20;

const nothing = z.union([z.undefined(), z.null()]).transform((): void => undefined);
const path = z.string().min(1).max(LONGEST_PATH).refine((value) => !value.includes("\0"), "must not hold a null character");
const paths = z.array(path).min(1).max(MOST_PATHS);
const keyId = z.string().regex(/^[0-9a-f]{64}$/, "must be a key's SHA-256");
const keyName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "must be letters, digits, dot, dash, underscore").max(64);
const passphrase = z.string().max(LONGEST_PASSPHRASE);
const keyText = z.string().max(LONGEST_KEY);
const importedKey = { name: keyName, passphrase: passphrase.optional(), newPassphrase: passphrase.optional() };
const reason = z.string().max(512);
const target = { path, overwrite: z.boolean() };
const signature = z.base64().min(1).max(LONGEST_SIGNATURE);
const signing = z.union([z.strictObject({ keyId, passphrase }), z.strictObject({ keyId, signature })]);

const id = z.string().min(1).max(128);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hexadecimal");
const bundleRef = z.strictObject({ bundleId: z.string().min(1).max(64), version: z.int().min(1), statementSha256: sha256 });
const days = z.int().min(1).max(3_650);
const time = z.iso.datetime({ offset: true });
const MOST_POLICIES = 300;
const count = z.int().min(0);
const approvalReport = z.strictObject({ sha256, source: sha256, block: count, log: count, unknown: count, newlyBlocked: count });

export const signingSchemas = {
  "app.diagnostics": nothing,
  "app.acknowledgeRestore": nothing,

  "keys.list": nothing,
  "keys.generate": z.strictObject({ name: keyName, passphrase }),
  "keys.inspect": z.union([z.strictObject({ path }), z.strictObject({ text: keyText })]),
  "keys.import": z.union([z.strictObject({ path, ...importedKey }), z.strictObject({ text: keyText, ...importedKey })]),
  "keys.backup": z.strictObject({ id: keyId, ...target }),
  "keys.changePassphrase": z.strictObject({ id: keyId, passphrase, newPassphrase: passphrase }),
  "keys.retire": z.strictObject({ id: keyId, reason }),
  "keys.revoke": z.strictObject({ id: keyId, reason }),
  "keys.readToSign": z.strictObject({ paths }),
  "keys.readSignature": z.strictObject({ path, keyId, toSign: paths }),

  "trust.get": nothing,
  "trust.inspect": z.strictObject({ paths }),
  "trust.pin": z.strictObject({ path, fingerprint: z.string().max(1_024) }),
  "trust.update": z.strictObject({ paths }),
  "trust.propose": z.strictObject({ content: trustListSchema.omit({ version: true }) }),
  "trust.sign": signing,
  "trust.toSign": z.strictObject({ keyId, ...target }),
  "trust.addSignatures": z.strictObject({ path }),
  "trust.adopt": nothing,
  "trust.discard": nothing,
  "trust.export": z.strictObject({ which: z.enum(["current", "proposal"]), ...target }),

  "bundles.list": nothing,
  "bundles.get": bundleRef,
  "bundles.create": z.strictObject({
    name: keyName,
    policies: z.array(z.strictObject({ name: z.string().min(1).max(256), version: z.int().min(1).optional() })).min(1).max(MOST_POLICIES),
    audience: z.array(z.string().min(1).max(128)).max(256),
    days: days.optional(),
    expires: time.optional(),
    scanId: id.optional(),
    workloadNames: z.boolean().optional(),
    issuedAt: time.optional(),
    bundleId: z.uuid().toLowerCase().optional(),
  }),
  "bundles.reissue": bundleRef.extend({ days: days.optional() }),
  "bundles.save": bundleRef.extend(target),
  "bundles.sign": bundleRef.extend({ signing, report: approvalReport.optional(), approval: z.strictObject({ toSign: path, signature }).optional() }),
  "bundles.toSign": bundleRef.extend({ keyId, ...target, report: approvalReport.optional() }),
  "bundles.inspect": z.strictObject({ path }),
  "bundles.keep": z.strictObject({ id }),
  "bundles.impact": z.strictObject({ id: id.optional(), bundle: bundleRef.optional(), snapshotId: id }),
  "bundles.accept": z.strictObject({ id, keys: z.array(z.string().max(1_024)).max(10_000).optional() }),

  "reports.sign": z.strictObject({ path, signing, toSign: path.optional(), output: path.optional(), overwrite: z.boolean() }),
  "reports.toSign": z.strictObject({ path, keyId, output: path, overwrite: z.boolean() }),
  "reports.verify": z.strictObject({ path, signatures: paths.optional() }),

  "trail.state": nothing,
  "trail.list": z.strictObject({ offset: z.int().min(0), limit: z.int().min(0).max(1_000), action: z.string().max(64).optional(), text: z.string().max(256).optional() }),
  "trail.verify": z.strictObject({ path: path.optional(), against: z.array(path).max(MOST_PATHS) }),
  "trail.export": z.strictObject(target),
  "trail.checkpoint": z.strictObject({ signing, toSign: path.optional(), path: path.optional(), overwrite: z.boolean().optional() }),
  "trail.toSign": z.strictObject({ keyId, ...target }),
} satisfies { [C in Channel]?: z.ZodType<Request<C>> };
