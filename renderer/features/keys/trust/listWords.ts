import type { ListedKey, SigningKeySummary, TrustList, TrustStanding, TrustTallyView } from "../../../../shared/ipc/signing.ts";
import { count } from "../../../ui/format.ts";

/** How a trust list is told. */

type KeyStanding = TrustStanding["persons"][number]["keys"][number]["state"] | "revoked-here";

export const STANDINGS: Record<KeyStanding, { word: string; status: "success" | "warning" | "danger" }> = {
  good: { word: "valid", status: "success" },
  "not-yet-valid": { word: "not yet valid", status: "warning" },
  "no-longer-valid": { word: "no longer valid", status: "danger" },
  revoked: { word: "revoked", status: "danger" },
  "revoked-here": { word: "revoked here", status: "danger" },
};

/** A key is told by its name here, else by the start of its fingerprint. */
export function keyNamer(keys: readonly SigningKeySummary[]): (id: string) => string {
  const names = new Map(keys.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? `${id.slice(0, 8)}…`;
}

/** `2 of 3 must sign`. `able` counts persons, not keys. */
export function thresholdText({ threshold, persons }: Pick<TrustStanding, "threshold" | "persons">): string {
  return `${threshold} of ${persons.length} must sign`;
}

const anyOf = new Intl.ListFormat("en", { type: "disjunction" });
const allOf = new Intl.ListFormat("en", { type: "conjunction" });

/** `1 more signature needed: Grace or Lin`; empty when enough have signed. */
export function missingText({ needed, persons, missing }: TrustTallyView): string {
  const open = needed - persons.length;
  if (open <= 0) return "";
  return `${count(open, "more signature")} needed: ${(open < missing.length ? anyOf : allOf).format(missing) || "nobody is left who may sign"}`;
}

export function listFileName({ version }: Pick<TrustList, "version">): string {
  return `trust-v${version}.dsse.json`;
}

export interface Span {
  id: string;
  person: string;
  from: number;
  until: number;
  /** Milliseconds; the bar ends here. */
  revokedAt: number | undefined;
}

/** The validity of each key, in milliseconds, soonest end first. */
export function spansOf(keys: readonly ListedKey[], personOf: (id: string) => string): Span[] {
  return keys
    .map(({ id, person, validFrom, validUntil, revokedAt }) => ({
      id,
      person: personOf(person),
      from: Date.parse(validFrom),
      until: Date.parse(validUntil),
      revokedAt: revokedAt === undefined ? undefined : Date.parse(revokedAt),
    }))
    .toSorted((a, b) => (a.revokedAt ?? a.until) - (b.revokedAt ?? b.until));
}
