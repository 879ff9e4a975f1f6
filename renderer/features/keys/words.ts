import type { SigningKeySummary, TrustRole } from "../../../shared/ipc/signing.ts";

/** Words of keys and trust that several pages say. */

export const ROLE_TITLES: Record<TrustRole, string> = { bundle: "Policy bundles", trust: "Trust list", report: "Reports and checkpoints" };

export const KEY_STATES: Record<SigningKeySummary["state"], { word: string; status: "success" | "danger" | "custom" }> = {
  active: { word: "active", status: "success" },
  retired: { word: "retired", status: "custom" },
  revoked: { word: "revoked", status: "danger" },
};

export function signsText({ kind }: Pick<SigningKeySummary, "kind">): string {
  return kind === "private" ? "here, with its passphrase" : "elsewhere: token, HSM or another machine";
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** What is wrong with the name of a new key; undefined when nothing is. */
export function nameProblem(name: string, keys: readonly SigningKeySummary[]): string | undefined {
  if (!NAME.test(name)) return "Letters, digits, dots, underscores and hyphens, at most 64, and a letter or digit first.";
  return keys.some((key) => key.name === name) ? `There is a key ${name} already.` : undefined;
}

export function rolesText(roles: readonly TrustRole[]): string {
  return roles.length === 0 ? "nothing" : roles.map((role) => ROLE_TITLES[role].toLowerCase()).join(", ");
}
