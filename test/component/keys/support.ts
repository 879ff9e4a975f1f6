import type { SigningKeySummary, TrustList, TrustListView } from "../../../shared/ipc/signing.ts";

/** Keys and lists as the trusted side tells of them; nothing in the window looks into a key. */

const WORDS = Array.from({ length: 32 }, (_, place) => `word${place + 1}`);

export function signingKey(name: string, more: Partial<SigningKeySummary> = {}): SigningKeySummary {
  const digit = (name.codePointAt(0) ?? 0) % 16;
  return {
    id: (digit.toString(16) + name.length.toString(16)).repeat(32), name, kind: "private", origin: "generated", type: "ECDSA P-256", words: WORDS,
    publicKey: `-----BEGIN PUBLIC KEY-----\n${name}\n-----END PUBLIC KEY-----\n`, created: "2026-11-01T08:00:00.000Z", state: "active", ...more,
  };
}

/** Of Ada, with two keys, and Grace; two must sign bundles and lists. */
export function trustList(): TrustList {
  const keys = (["ada", "token", "grace"] as const).map((name) => ({ id: signingKey(name).id, pem: signingKey(name).publicKey, person: name === "token" ? "ada" : name, validFrom: "2026-01-01T00:00:00Z", validUntil: "2027-01-01T00:00:00Z" }));
  const ids = keys.map(({ id }) => id);
  return {
    version: 1, expires: "2027-06-01T00:00:00Z", persons: [{ id: "ada", name: "Ada" }, { id: "grace", name: "Grace" }], keys,
    roles: { bundle: { threshold: 2, keys: ids }, trust: { threshold: 2, keys: ids }, report: { threshold: 1, keys: ids } },
  };
}

export function trustView(): TrustListView {
  const list = trustList();
  const persons = list.persons.map(({ id, name }) => ({ id, name, keys: list.keys.filter(({ person }) => person === id).map((key) => ({ id: key.id, state: "good" as const })) }));
  return { list, fingerprint: "ab".repeat(32), words: WORDS, ending: [], standing: (["bundle", "trust", "report"] as const).map((role) => ({ role, threshold: list.roles[role].threshold, persons })) };
}
