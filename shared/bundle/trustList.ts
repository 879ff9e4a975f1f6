import { z } from "zod";
import { hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";
import { preAuthEncoding } from "./dsse.ts";
import { readEnvelope, writeEnvelope, type Envelope } from "./envelope.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import { keyIdOf, readPublicKeyPem } from "./pem.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import type { Trust, TrustedKey } from "./signers.ts";
import { TIME } from "./time.ts";

/**
 * Whom a place trusts: persons, their keys, and how many persons each kind of document needs. The rules are those of TUF's
 * root role (theupdateframework.github.io/specification, 5.3); the form is a DSSE envelope around canonical JSON.
 */

export const TRUST_TYPE = "application/vnd.sallyport.trust+json";

/** `bundle`: policy bundles. `trust`: the trust list itself. `report`: reports and the audit trail's checkpoints. */
export const TRUST_ROLES = ["bundle", "trust", "report"] as const;
export type TrustRole = (typeof TRUST_ROLES)[number];

const ID = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "lower-case letters, digits, dot, dash, underscore");
const KEY_ID = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits in lower case");
const roleSchema = z.strictObject({ threshold: z.int().min(1).max(64), keys: z.array(KEY_ID).max(64) });

const personSchema = z.strictObject({ id: ID, name: z.string().min(1).max(128) });
const listedKeySchema = z.strictObject({ id: KEY_ID, pem: z.string().max(1024), person: ID, validFrom: TIME, validUntil: TIME, revokedAt: TIME.optional() });

export const trustListSchema = z.strictObject({
  version: z.int().min(1).max(1_000_000_000),
  expires: TIME,
  persons: z.array(personSchema).min(1).max(64),
  keys: z.array(listedKeySchema).min(1).max(256),
  roles: z.strictObject({ bundle: roleSchema, trust: roleSchema, report: roleSchema }),
});

export type TrustList = z.infer<typeof trustListSchema>;
export type ListedKey = TrustList["keys"][number];

export const TRUST_DRAFT_SCHEMA = "sallyport/trust-list-draft/v1";

/** The next list while it is typed: persons may lack a name, and it need not be one that can be proposed. */
export const trustDraftSchema = z.strictObject({
  schema: z.literal(TRUST_DRAFT_SCHEMA),
  /** Fingerprint of the list that it began with; empty for a first one. */
  base: z.union([z.literal(""), KEY_ID]),
  content: trustListSchema.omit({ version: true }).extend({ persons: z.array(personSchema.extend({ name: z.string().max(128) })).max(64), keys: z.array(listedKeySchema).max(256) }),
});

export type TrustDraft = z.infer<typeof trustDraftSchema>;

/** A trust list with the signatures it came with. */
export interface SignedTrustList {
  list: TrustList;
  envelope: Envelope;
  /** SHA-256 of the list's canonical JSON, hexadecimal: what is read aloud when it is first trusted. */
  fingerprint: string;
}

/** The list as the bytes that are signed; refused when it contradicts itself. */
export function trustListBytes(list: TrustList, crypto: BundleCrypto): Checked<Uint8Array> {
  const read = checkTrustList(list, crypto);
  if (!read.ok) return read;
  const bytes = canonicalJson(read.value);
  return bytes ? accept(bytes) : refuse("trust-form", "The trust list has text that cannot be written as UTF-8.");
}

/** What a signer of trust lists signs. */
export function trustListToSign(payload: Uint8Array): Uint8Array {
  return preAuthEncoding(payload, TRUST_TYPE);
}

export function writeTrustList(envelope: Envelope): Uint8Array {
  return writeEnvelope(envelope);
}

/** Reads a trust list; who signed it is not looked at. @param file how it is called in messages */
export function readTrustList(bytes: Uint8Array, crypto: BundleCrypto, file = "The trust list"): Checked<SignedTrustList> {
  const envelope = readEnvelope(bytes, TRUST_TYPE, file);
  if (!envelope.ok) return envelope;
  const { payload } = envelope.value;
  const list = checkTrustList(parseCanonicalJson(payload), crypto);
  return list.ok ? accept({ list: list.value, envelope: envelope.value, fingerprint: hex(crypto.sha256(payload)) }) : list;
}

/** Checks the form, and that the list is one that can be lived with: nobody twice, nothing unknown, thresholds in reach. */
export function checkTrustList(value: unknown, crypto: BundleCrypto): Checked<TrustList> {
  const read = trustListSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse("trust-form", `The field ${issue?.path.join(".") ?? ""} of the trust list is not as expected: ${issue?.message ?? "unknown"}.`);
  }
  const problem = problemOf(read.data, crypto);
  return problem === undefined ? accept(read.data) : refuse("trust-form", problem);
}

function problemOf(list: TrustList, crypto: BundleCrypto): string | undefined {
  const persons = new Set(list.persons.map(({ id }) => id));
  const keys = new Map(list.keys.map((key) => [key.id, key]));
  if (persons.size < list.persons.length) return "The trust list names a person twice.";
  if (keys.size < list.keys.length) return "The trust list names a key twice.";
  for (const { id, pem, person, validFrom, validUntil } of list.keys) {
    const spki = readPublicKeyPem(pem);
    if (!spki) return `The key ${id} of the trust list is no ECDSA P-256 key in PEM as Sallyport writes it.`;
    if (keyIdOf(spki, crypto) !== id) return `The key ${id} of the trust list has another SHA-256 than its id.`;
    if (!persons.has(person)) return `The key ${id} belongs to "${person}", who is not in the trust list.`;
    if (validFrom > validUntil) return `The key ${id} ends before it begins.`;
  }
  for (const role of TRUST_ROLES) {
    const { threshold, keys: named } = list.roles[role];
    const unknown = named.find((id) => !keys.has(id));
    if (unknown !== undefined) return `The role ${role} names the key ${unknown}, which is not in the trust list.`;
    if (new Set(named).size < named.length) return `The role ${role} names a key twice.`;
    const able = new Set(named.flatMap((id) => usable(keys.get(id))));
    if (able.size < threshold) return `The role ${role} needs ${threshold} persons, but only ${able.size} have a key for it that is not revoked.`;
  }
  return undefined;
}

function usable(key: ListedKey | undefined): string[] {
  return key && key.revokedAt === undefined ? [key.person] : [];
}

/** A person's name as it is shown; ids are for machines. */
export function personName(list: TrustList, id: string): string {
  return list.persons.find((person) => person.id === id)?.name ?? id;
}

/**
 * Who must have signed a document of a role. Persons are told apart by id, and named by name and id where two have one name.
 *
 * @param revoked ids of keys that are known here to be revoked, whatever the list says
 */
export function trustFor({ list, fingerprint }: SignedTrustList, role: TrustRole, revoked: ReadonlySet<string> = new Set()): Trust {
  const { threshold, keys: named } = list.roles[role];
  const keys = list.keys.flatMap((key): TrustedKey[] => {
    const spki = readPublicKeyPem(key.pem);
    if (!spki || !named.includes(key.id)) return [];
    const revokedAt = key.revokedAt ?? (revoked.has(key.id) ? key.validFrom : undefined);
    return [{ spki, person: labelOf(list, key.person), validFrom: key.validFrom, validUntil: key.validUntil, ...(revokedAt === undefined ? {} : { revokedAt }) }];
  });
  return { keys, threshold, version: list.version, expires: list.expires, fingerprint };
}

function labelOf(list: TrustList, id: string): string {
  const name = personName(list, id);
  const isShared = list.persons.filter((person) => person.name === name).length > 1;
  return isShared ? `${name} (${id})` : name;
}
