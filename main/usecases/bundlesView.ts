import { z } from "zod";
import { hex, openBundle, parseCanonicalJson, readContents, trustFor } from "../../shared/bundle/index.ts";
import type { BundleCrypto, BundleTerms, OpenBundle, ReadContents, SignedTrustList, Signer, Trust } from "../../shared/bundle/index.ts";
import { readStatement } from "../../shared/bundle/statement.ts";
import { signersOf, withValidity } from "../../shared/bundle/signers.ts";
import type { BundleApproval, BundleSummary } from "../../shared/ipc/signing.ts";
import { AppFailure } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { BundleKey, StoredBundle } from "../signingStore.ts";
import type { Deps } from "./deps.ts";
import { asResult, revokedHere, trustedList } from "./trustState.ts";

/** Bundles of the store as the window lists them: what the file says, and what the trust of today makes of its signatures. */

/** What the store keeps beside a bundle's file, so that a list need not open every file. */
export interface BundleFacts {
  /** Base64 of the statement; its signatures by key. */
  statement: string;
  signatures: { key: string; signature: string }[];
  policies: { name: string; version: number }[];
  rulesets: string[];
  attestors: string[];
}

const factsSchema: z.ZodType<BundleFacts> = z.object({
  statement: z.string(),
  signatures: z.array(z.object({ key: z.string(), signature: z.string() })),
  policies: z.array(z.object({ name: z.string(), version: z.int() })),
  rulesets: z.array(z.string()),
  attestors: z.array(z.string()),
});

export interface OpenedBundle {
  bundle: OpenBundle;
  contents: ReadContents;
}

/** A bundle's file, opened for signing or reading; who signed is not looked at. */
export function openFile(file: Uint8Array, crypto: BundleCrypto, name?: string): Result<OpenedBundle> {
  const bundle = asResult(openBundle(file, crypto), name);
  if (!bundle.ok) return bundle;
  const contents = asResult(readContents(bundle.value.files), name);
  return contents.ok ? { ok: true, value: { bundle: bundle.value, contents: contents.value } } : contents;
}

export function factsOf({ bundle, contents }: OpenedBundle): BundleFacts {
  return {
    statement: base64(bundle.statement),
    signatures: bundle.signatures.map(({ keyDigest, signature }) => ({ key: hex(keyDigest), signature: base64(signature) })),
    policies: contents.policies.map(({ policy, version }) => ({ name: policy.name, version })),
    rulesets: contents.rulesets.map(({ name }) => name),
    attestors: contents.attestors.map(({ name }) => name),
  };
}

export function keyOf({ bundle }: OpenedBundle, crypto: BundleCrypto): BundleKey {
  return { bundleId: bundle.terms.bundleId, version: bundle.terms.version, statementSha256: hex(crypto.sha256(bundle.statement)) };
}

/** Whom this place trusts with bundles; without a trust list nobody. */
export interface BundleTrust {
  trust: Trust;
  list: SignedTrustList | undefined;
}

/** So that a threshold never falls to nothing without a list. */
const NOBODY: Trust = { keys: [], threshold: 1 };

export async function bundleTrust(deps: Pick<Deps, "store">, crypto: BundleCrypto): Promise<BundleTrust> {
  const list = await trustedList(deps, crypto);
  return { list, trust: list ? trustFor(list, "bundle", await revokedHere(deps)) : NOBODY };
}

/** Signers with what their keys were when the bundle was issued. */
export function judgedSigners(statement: Uint8Array, signatures: { keyDigest: Uint8Array; signature: Uint8Array }[], issuedAt: string, trust: Trust, crypto: BundleCrypto): Signer[] {
  const signers = signersOf(statement, signatures.map((one) => ({ ...one, payload: statement })), trust, crypto);
  return withValidity(signers, trust, Date.parse(issuedAt), crypto);
}

/** Who of those who may sign has not, and whether enough have. */
export function tallyOf(signers: readonly Signer[], { trust, list }: BundleTrust): { needed?: number; missing: string[]; complete: boolean } {
  const signed = new Set(signers.flatMap(({ state, person }) => (state === "good" && person !== undefined ? [person] : [])));
  const able = new Set(trust.keys.flatMap(({ person, revokedAt }) => (revokedAt === undefined ? [person] : [])));
  const missing = [...able].filter((person) => !signed.has(person));
  return { ...(list ? { needed: trust.threshold } : {}), missing, complete: list !== undefined && signed.size >= trust.threshold };
}

export function summaryOf(stored: StoredBundle, trust: BundleTrust, now: string, crypto: BundleCrypto): BundleSummary {
  const facts = factsSchema.safeParse(stored.summary);
  const statement = facts.success ? Buffer.from(facts.data.statement, "base64") : undefined;
  const terms = statement && termsOf(statement);
  if (!facts.success || !statement || !terms) throw new AppFailure({ code: "store-damaged", message: `What the store says of the bundle "${stored.name}" cannot be read.` });
  const signatures = facts.data.signatures.map(({ key, signature }) => ({ keyDigest: Buffer.from(key, "hex"), signature: Buffer.from(signature, "base64") }));
  const signers = judgedSigners(statement, signatures, terms.issuedAt, trust.trust, crypto);
  const { bundleId, version, statementSha256, name, origin, created, accepted } = stored;
  const { policies, rulesets, attestors } = facts.data;
  return {
    bundleId, version, statementSha256, name, origin, created, ...(accepted === null ? {} : { accepted }),
    terms, policies, rulesets, attestors, signers, ...tallyOf(signers, trust), daysLeft: daysBetween(now, terms.expires),
  };
}

function termsOf(statement: Uint8Array): BundleTerms | undefined {
  const read = readStatement(parseCanonicalJson(statement));
  return read.ok ? read.value.predicate : undefined;
}

const DAY = 86_400_000;

function daysBetween(now: string, end: string): number {
  return Math.floor((Date.parse(end) - Date.parse(now)) / DAY);
}

export function approvalsOf(approved: OpenBundle["approved"], signers: readonly Signer[]): BundleApproval[] {
  return approved.map(({ key, approvedAt, changes, report }) => {
    const person = signers.find((signer) => signer.key === key)?.person;
    return { key, ...(person === undefined ? {} : { person }), approvedAt, changes, ...(report ? { report } : {}) };
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
