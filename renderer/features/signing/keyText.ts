import type { SigningKeySummary } from "../../../shared/ipc/signing.ts";

/** Words of a fingerprint that fit into a line. Enough to tell one's own keys apart; trust is given by all 32. */
const SHOWN = 4;

export function keyWords({ words }: Pick<SigningKeySummary, "words">): string {
  return `${words.slice(0, SHOWN).join(" ")} …`;
}
