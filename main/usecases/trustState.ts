import { checkInForce, fingerprintWords, personName, readTrustList, tallyTrust, TRUST_ROLES } from "../../shared/bundle/index.ts";
import type { BundleCrypto, Checked, SignedTrustList, TrustList, TrustRole } from "../../shared/bundle/index.ts";
import type { TrustListView, TrustProgress, TrustStanding } from "../../shared/ipc/signing.ts";
import { AppFailure, fail } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import { openBundleCrypto } from "../signing/bundleCrypto.ts";
import type { Deps } from "./deps.ts";

/** What several use cases ask of the trust list. */

type TrustDeps = Pick<Deps, "store" | "now">;

/** Days before its end from which something counts as ending. */
const SOON_DAYS = 90;
const DAY = 86_400_000;

/** The cryptography, once its self-test passed; without it nothing is signed or verified. */
export async function provenCrypto(): Promise<BundleCrypto> {
  return must(await openBundleCrypto());
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}

/** A refusal of the pure part as the error that the window shows. */
export function asError({ refusal }: Extract<Checked<unknown>, { ok: false }>, file?: string): AppError {
  return { code: "invalid-input", message: refusal.message, details: { remedy: refusal.remedy, ...(file === undefined ? {} : { file }) } };
}

export function asResult<T>(checked: Checked<T>, file?: string): Result<T> {
  return checked.ok ? checked : { ok: false, error: asError(checked, file) };
}

/** The list that is trusted here; undefined before the first. One that the store holds and cannot be read is damage. */
export async function trustedList({ store }: Pick<Deps, "store">, crypto: BundleCrypto): Promise<SignedTrustList | undefined> {
  const [newest] = await store.trustLists();
  if (!newest) return undefined;
  const read = readTrustList(newest.document, crypto);
  if (!read.ok) throw new AppFailure({ code: "store-damaged", message: `The trust list in the store is damaged. ${read.refusal.message}` });
  return read.value;
}

/** Ids of keys that were marked revoked on this machine, whatever the trust list says. */
export async function revokedHere({ store }: Pick<Deps, "store">): Promise<Set<string>> {
  return new Set((await store.keys()).filter(({ state }) => state === "revoked").map(({ id }) => id));
}

export async function needTrust(deps: TrustDeps, crypto: BundleCrypto): Promise<Result<SignedTrustList>> {
  const list = await trustedList(deps, crypto);
  return list ? { ok: true, value: list } : fail("not-found", "No trust list has been accepted here yet.", { remedy: "Pin the first one, by its fingerprint, under Keys and trust." });
}

export function viewOf({ list, fingerprint }: SignedTrustList, now: string): TrustListView {
  return { list, fingerprint, words: fingerprintWords(fingerprint), standing: TRUST_ROLES.map((role) => standingOf(list, role, now)), ending: endingOf(list, now) };
}

/** Who may sign what, person by person: the picture of the list. */
function standingOf(list: TrustList, role: TrustRole, now: string): TrustStanding {
  const { threshold, keys } = list.roles[role];
  const persons = list.persons.flatMap(({ id, name }) => {
    const own = list.keys.filter((key) => key.person === id && keys.includes(key.id)).map((key) => ({ id: key.id, state: keyStateOf(key, now) }));
    return own.length > 0 ? [{ id, name, keys: own }] : [];
  });
  return { role, threshold, persons };
}

function keyStateOf({ validFrom, validUntil, revokedAt }: TrustList["keys"][number], now: string): TrustStanding["persons"][number]["keys"][number]["state"] {
  if (revokedAt !== undefined) return "revoked";
  if (Date.parse(validFrom) > Date.parse(now)) return "not-yet-valid";
  return Date.parse(validUntil) < Date.parse(now) ? "no-longer-valid" : "good";
}

function endingOf(list: TrustList, now: string): TrustListView["ending"] {
  const limit = Date.parse(now) + SOON_DAYS * DAY;
  const ends = [
    { what: `Trust list, version ${list.version}`, at: list.expires },
    ...list.keys.filter(({ revokedAt }) => revokedAt === undefined).map(({ id, person, validUntil }) => ({ what: `Key ${id.slice(0, 16)}… of ${personName(list, person)}`, at: validUntil })),
  ];
  return ends
    .filter(({ at }) => Date.parse(at) <= limit)
    .map((end) => ({ ...end, ended: Date.parse(end.at) <= Date.parse(now) }))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function progressOf(signed: SignedTrustList, before: TrustList | undefined, crypto: BundleCrypto): TrustProgress {
  const { signers, own, before: earlier } = tallyTrust(signed, before, crypto);
  const isEnough = [own, ...(earlier ? [earlier] : [])].every(({ needed, persons }) => persons.length >= needed);
  return { signers, own, ...(earlier ? { before: earlier } : {}), complete: isEnough && signers.every(({ state }) => state !== "wrong") };
}

/** Refused when the list that is trusted here has expired. */
export function inForce(signed: SignedTrustList, now: string): Result<SignedTrustList> {
  return asResult(checkInForce(signed.list, now, signed));
}
