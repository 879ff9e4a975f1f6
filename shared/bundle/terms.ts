import { refuse, type Checked } from "./refusal.ts";
import type { Trust } from "./signers.ts";
import type { BundleTerms } from "./statement.ts";
import { failed, passed, unchecked, type Found } from "./steps.ts";
import type { SignedTrustList } from "./trustList.ts";

/** The terms of a bundle against the place, the time and what was accepted here before. */

/** What was last accepted of a bundle. */
export interface Remembered {
  version: number;
  /** Hexadecimal. */
  statementSha256: string;
}

export interface Memory {
  /** By bundleId. After a key was compromised the trust update starts the count anew, by forgetting here. */
  bundles: ReadonlyMap<string, Remembered>;
  /** RFC 3339: the latest time known to have passed. */
  lastTrustedTime?: string;
}

/** Clocks of two places may differ by so much. Milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

export function checkAudience({ audience }: BundleTerms, here: string | undefined): Found {
  if (audience.length === 0) return passed("It is meant for any place.");
  const places = audience.join(", ");
  if (here === undefined) return unchecked(`It is meant for ${places}; this place has not been given a name.`);
  if (audience.includes(here)) return passed(`It is meant for ${places}.`);
  return failed(refuse("audience", `It is meant for ${places}, not for ${here}.`));
}

export function checkVerifier({ minVerifier }: BundleTerms, own: string): Found {
  if (compareReleases(own, minVerifier) >= 0) return passed(`It needs ${minVerifier} or later; this is ${own}.`);
  return failed(refuse("verifier-old", `It needs Sallyport ${minVerifier} or later; this is ${own}.`));
}

/** By number, part by part. */
function compareReleases(a: string, b: string): number {
  const [first, second] = [a, b].map((release) => release.split(".").map(Number));
  const differences = (first ?? []).map((part, index) => part - (second?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/**
 * The verifier's own trust list is in force, and no older than the one that the signers had. What the bundle brings of trust
 * lists must be whole, but changes nothing here: accepting a newer one is a step of its own.
 *
 * @param latest the later of now and the latest time known, RFC 3339
 */
export function checkTrustList({ trustVersion }: BundleTerms, { version: own, expires, fingerprint }: Trust, brought: Checked<SignedTrustList[]>, latest: string): Found {
  if (!brought.ok) return failed(brought);
  if (own === undefined) return unchecked("The keys were named for this check: there is no trust list to compare with.");
  if (expires !== undefined && Date.parse(expires) <= Date.parse(latest)) {
    return failed(refuse("trust-expired", `Your trust list, version ${own}, expired at ${expires}: nobody can know whether its keys are still good.`));
  }
  const twin = brought.value.find(({ list }) => list.version === own);
  if (twin && twin.fingerprint !== fingerprint) return failed(refuse("trust-fork", `It brings another version ${own} of the trust list than the one that is trusted here.`));
  const newest = brought.value.at(-1)?.list.version ?? 0;
  const offer = newest > own ? ` It brings version ${newest}, which can be accepted on its own.` : "";
  if (trustVersion <= own) return passed(`It was signed under version ${trustVersion}; yours is ${own}.${offer}`);
  return failed(refuse("trust-old", `It was signed under version ${trustVersion} of the trust list; yours is ${own}.${offer}`));
}

/** @param now RFC 3339 */
export function checkIssued({ issuedAt }: BundleTerms, now: string): Found {
  if (Date.parse(issuedAt) <= Date.parse(now) + CLOCK_SKEW) return passed(`It was issued at ${issuedAt}.`);
  return failed(refuse("issued-later", `It was issued at ${issuedAt}, which is later than now (${now}).`));
}

/** The later of two times, RFC 3339. */
export function laterOf(a: string, b: string | undefined): string {
  return b !== undefined && Date.parse(b) > Date.parse(a) ? b : a;
}

/** A clock that was set back does not make an expired bundle good again. */
export function checkExpiry({ expires }: BundleTerms, now: string, lastTrustedTime: string | undefined): Found {
  const end = Date.parse(expires);
  if (end <= Date.parse(now)) return failed(refuse("expired", `It expired at ${expires}.`));
  if (lastTrustedTime !== undefined && end <= Date.parse(lastTrustedTime)) {
    return failed(refuse("clock-set-back", `It expired at ${expires}. The clock says ${now}, but it was ${lastTrustedTime} before.`));
  }
  return passed(`It expires at ${expires}.`);
}

/** No lower version, no other statement under a version that is known. */
export function checkVersion(terms: BundleTerms, statementSha256: string, memory: Memory | undefined): Found {
  const { bundleId, version, previous } = terms;
  if (!memory) return unchecked(`It is version ${version}; nothing is remembered here of earlier ones, so a step back cannot be noticed.`);
  const last = memory.bundles.get(bundleId);
  if (!last) return passed(`It is version ${version}, the first that comes here.`);
  if (version < last.version) return failed(refuse("rolled-back", `It is version ${version}; version ${last.version} was accepted before.`));
  if (version === last.version) {
    return statementSha256 === last.statementSha256
      ? passed(`It is version ${version}, which was accepted before.`)
      : failed(refuse("version-twice", `There are two different bundles with version ${version}: this one, and the one that was accepted before.`));
  }
  if (previous?.version === last.version && previous.sha256 !== last.statementSha256) {
    return failed(refuse("version-fork", `It follows another version ${last.version} than the one that was accepted before.`));
  }
  const isNext = previous?.version === last.version;
  return passed(`It is version ${version}; version ${last.version} was accepted before.${isNext ? "" : " What came between has not come here."}`);
}
