import { addSignature, openBundle, prepareBundle, readTrustList, TRUST_TYPE, trustListBytes, writeApproval, writeBundle, writeTrustList } from "../../shared/bundle/index.ts";
import type { BundleTerms, Checked, SignedTrustList, TrustList } from "../../shared/bundle/index.ts";
import { crypto, FILES, TERMS, testKey, testPublicPem } from "./bundles.ts";

/** Bundles with everything that one may hold: approvals and trust lists besides signatures. */

function demand<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(checked.refusal.message);
  return checked.value;
}

const KEYS = ["ada", "grace", "edsger"];

/** A list in which all three may do everything, and one of them must sign. */
export function testTrustList(version: number, change: Partial<TrustList> = {}): TrustList {
  const role = { threshold: 1, keys: KEYS.map((name) => testKey(name).publicKey.id) };
  return {
    version,
    expires: "2028-01-01T00:00:00Z",
    persons: KEYS.map((id) => ({ id, name: id })),
    keys: KEYS.map((name) => ({ id: testKey(name).publicKey.id, pem: testPublicPem(name), person: name, validFrom: "2026-01-01T00:00:00Z", validUntil: "2028-01-01T00:00:00Z" })),
    roles: { bundle: { ...role, threshold: 2 }, trust: role, report: role },
    ...change,
  };
}

export function signedTrustList(list: TrustList, signers: readonly string[] = ["ada"]): SignedTrustList {
  const payload = demand(trustListBytes(list, crypto));
  const signatures = signers.map((name) => testKey(name).signEnvelope(payload, TRUST_TYPE));
  return demand(readTrustList(writeTrustList({ payload, payloadType: TRUST_TYPE, signatures }), crypto));
}

/** Signed by three, each of whom says what was looked at; it brings two trust lists. */
export function makeFullBundle(terms: Partial<BundleTerms> = {}): Uint8Array {
  const prepared = demand(prepareBundle(FILES, { ...TERMS, ...terms }, crypto));
  const { bundleId, version } = { ...TERMS, ...terms };
  const lists = [signedTrustList(testTrustList(1)), signedTrustList(testTrustList(2), ["grace"])];
  return KEYS.reduce((bundle, name) => {
    const key = testKey(name);
    const approval = demand(writeApproval(prepared.statement, { approvedAt: "2026-11-24T01:00:00Z", bundleId, version, changes: ["Policy shop is new."], schema: 1 }, crypto));
    const opened = demand(openBundle(bundle, crypto));
    return demand(addSignature(opened, key.signStatement(prepared.statement), key.publicKey.spki, crypto, key.signStatement(approval)));
  }, writeBundle(prepared, [], lists));
}
