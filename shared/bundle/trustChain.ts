import type { BundleCrypto } from "./crypto.ts";
import { readPublicKeyPem } from "./pem.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { personName, trustListToSign, type SignedTrustList, type TrustList } from "./trustList.ts";

/** How one trust list follows another: no link is left out, and each is signed by those of before and by those of after. */

/** Who signed a trust list, as far as a list knows. */
export interface TrustSigner {
  /** SHA-256 of the public key, hexadecimal. */
  key: string;
  /** Absent for a key that neither list has. */
  person?: string;
  state: "good" | "wrong" | "revoked" | "unknown";
  /** The key may sign trust lists by the list itself; by the list before. */
  countsNew: boolean;
  countsOld: boolean;
}

/** What a trust list has and needs in signatures of persons. */
export interface TrustTally {
  signers: TrustSigner[];
  /** Under the list's own rule. */
  own: { needed: number; persons: string[]; missing: string[] };
  /** Under the rule of the list before; absent for a first one. */
  before?: { needed: number; persons: string[]; missing: string[] };
}

/**
 * Counts the signatures of a trust list. Trust lists bear no date, so a key's validity in time is not looked at; one that is
 * revoked, by either list, never counts.
 */
export function tallyTrust({ list, envelope }: SignedTrustList, before: TrustList | undefined, crypto: BundleCrypto): TrustTally {
  const message = trustListToSign(envelope.payload);
  const signers = envelope.signatures.map(({ key, signature }): TrustSigner => {
    const [own, earlier] = [list.keys.find(({ id }) => id === key), before?.keys.find(({ id }) => id === key)];
    const known = own ?? earlier;
    const spki = known && readPublicKeyPem(known.pem);
    if (!known || !spki) return { key, state: "unknown", countsNew: false, countsOld: false };
    const person = personName(own ? list : (before ?? list), known.person);
    const isRevoked = own?.revokedAt !== undefined || earlier?.revokedAt !== undefined;
    const state = !crypto.verify(spki, message, signature) ? "wrong" : isRevoked ? "revoked" : "good";
    const isIn = (one: TrustList | undefined): boolean => state === "good" && (one?.roles.trust.keys.includes(key) ?? false);
    return { key, person, state, countsNew: isIn(list), countsOld: isIn(before) };
  });
  return {
    signers,
    own: tallyUnder(list, signers.filter(({ countsNew }) => countsNew)),
    ...(before ? { before: tallyUnder(before, signers.filter(({ countsOld }) => countsOld)) } : {}),
  };
}

/** Persons are counted by id: two keys of one person are one. */
function tallyUnder(list: TrustList, signers: readonly TrustSigner[]): TrustTally["own"] {
  const { threshold, keys } = list.roles.trust;
  const personOf = (key: string): string | undefined => list.keys.find(({ id, revokedAt }) => id === key && revokedAt === undefined)?.person;
  const ids = (some: readonly string[]): Set<string> => new Set(some.map(personOf).filter((id) => id !== undefined));
  const signed = ids(signers.map(({ key }) => key));
  const missing = [...ids(keys)].filter((id) => !signed.has(id));
  return { needed: threshold, persons: [...signed].map((id) => personName(list, id)), missing: missing.map((id) => personName(list, id)) };
}

/** A first list vouches for itself: enough of its own persons signed. Whether it is the right one, only a fingerprint tells. */
export function checkFirstTrust(first: SignedTrustList, now: string, crypto: BundleCrypto): Checked<TrustTally> {
  const tally = tallyTrust(first, undefined, crypto);
  const signed = checkTally(first.list, tally);
  return signed.ok ? checkInForce(first.list, now, tally) : signed;
}

/** The list after the one that is trusted: the next number, signed under the rules of both. An expired one is refused by `checkInForce`. */
export function checkNextTrust(next: SignedTrustList, trusted: TrustList, crypto: BundleCrypto): Checked<TrustTally> {
  const { version } = next.list;
  if (version <= trusted.version) return refuse("trust-rolled-back", `It is version ${version} of the trust list; version ${trusted.version} is trusted here already.`);
  if (version !== trusted.version + 1) {
    return refuse("trust-gap", `It is version ${version} of the trust list; version ${trusted.version} is trusted here, and those between are missing.`);
  }
  const tally = tallyTrust(next, trusted, crypto);
  const signed = checkTally(next.list, tally);
  return signed.ok ? accept(tally) : signed;
}

function checkTally({ version }: TrustList, { signers, own, before }: TrustTally): Checked<null> {
  const wrong = signers.find(({ state }) => state === "wrong");
  if (wrong) return refuse("trust-signature-wrong", `The signature of ${wrong.person ?? "somebody"} (key ${wrong.key.slice(0, 16)}…) does not belong to version ${version} of the trust list.`);
  const sides = before ? [{ rule: `of version ${version - 1}`, tally: before }, { rule: "of its own", tally: own }] : [{ rule: "of its own", tally: own }];
  const short = sides.find(({ tally }) => tally.persons.length < tally.needed);
  if (!short) return accept(null);
  const { needed, persons, missing } = short.tally;
  const who = persons.length === 0 ? "Nobody" : persons.join(", ");
  return refuse("trust-signers-too-few", `${who} signed version ${version} of the trust list; by the rule ${short.rule}, ${needed} must have. Not signed: ${missing.join(", ") || "nobody who may"}.`);
}

/** Passes what is given on when the list has not expired. */
export function checkInForce<T>({ version, expires }: TrustList, now: string, value: T): Checked<T> {
  return Date.parse(expires) > Date.parse(now) ? accept(value) : refuse("trust-expired", `Version ${version} of the trust list expired at ${expires}.`);
}

/**
 * The newest list that can be reached from the trusted one over those that are given, link by link. Lists in between may
 * have expired: who was away for long must be able to come back; the last must be in force.
 */
export function followTrust(trusted: TrustList, given: readonly SignedTrustList[], now: string, crypto: BundleCrypto): Checked<SignedTrustList[]> {
  const newer = given.filter(({ list }) => list.version > trusted.version).toSorted((a, b) => a.list.version - b.list.version);
  let reached = trusted;
  for (const next of newer) {
    const checked = checkNextTrust(next, reached, crypto);
    if (!checked.ok) return checked;
    reached = next.list;
  }
  return newer.length === 0 ? accept([]) : checkInForce(reached, now, newer);
}

/** Lists that came together, without any that is trusted: each follows the one before and is signed in full, and nothing besides. */
export function checkCoherent(lists: readonly SignedTrustList[], crypto: BundleCrypto): Checked<null> {
  for (const [index, one] of lists.entries()) {
    const before = lists[index - 1];
    const tally = tallyTrust(one, before?.list, crypto);
    const checked = before ? checkNextTrust(one, before.list, crypto) : checkTally(one.list, tally);
    if (!checked.ok) return checked;
    const stranger = tally.signers.find(({ state }) => state === "unknown");
    // The first may bear signatures by keys of a list that did not come along.
    if (stranger && before) return refuse("trust-signature-wrong", `Version ${one.list.version} of the trust list is signed by a key that neither it nor the one before has (${stranger.key.slice(0, 16)}…).`);
  }
  return accept(null);
}
