import { z } from "zod";
import { trustListSchema } from "../bundle/trustList.ts";
import type { Channel, Request } from "./contract.ts";

/** Requests about keys, trust, bundles and the audit trail, as `schemas.ts` has those of the others. */

const LONGEST_PATH = 32_768;
const MOST_PATHS = 1_000;
const LONGEST_PASSPHRASE = 4_096;

const nothing = z.union([z.undefined(), z.null()]).transform((): void => undefined);
const path = z.string().min(1).max(LONGEST_PATH).refine((value) => !value.includes("\0"), "must not hold a null character");
const paths = z.array(path).min(1).max(MOST_PATHS);
const keyId = z.string().regex(/^[0-9a-f]{64}$/, "must be a key's SHA-256");
const keyName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "must be letters, digits, dot, dash, underscore").max(64);
const passphrase = z.string().max(LONGEST_PASSPHRASE);
const reason = z.string().max(512);
const target = { path, overwrite: z.boolean() };
const signing = z.union([
  z.strictObject({ keyId, passphrase }),
  z.strictObject({ keyId, signature: z.base64().min(1).max(1_024) }),
]);

export const signingSchemas = {
  "app.diagnostics": nothing,
  "app.acknowledgeRestore": nothing,

  "keys.list": nothing,
  "keys.generate": z.strictObject({ name: keyName, passphrase }),
  "keys.inspect": z.strictObject({ path }),
  "keys.import": z.strictObject({ path, name: keyName, passphrase: passphrase.optional(), newPassphrase: passphrase.optional() }),
  "keys.backup": z.strictObject({ id: keyId, ...target }),
  "keys.changePassphrase": z.strictObject({ id: keyId, passphrase, newPassphrase: passphrase }),
  "keys.retire": z.strictObject({ id: keyId, reason }),
  "keys.revoke": z.strictObject({ id: keyId, reason }),

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
} satisfies { [C in Channel]?: z.ZodType<Request<C>> };
