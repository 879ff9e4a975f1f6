import type { Signer } from "../../shared/ipc/signing.ts";

/** What a signature is worth here. */
export const SIGNER_STATES: Record<Signer["state"], { word: string; status: "success" | "danger" | "custom" }> = {
  good: { word: "signed", status: "success" },
  unknown: { word: "key not trusted here", status: "custom" },
  wrong: { word: "wrong signature", status: "danger" },
  revoked: { word: "key revoked", status: "danger" },
  "not-yet-valid": { word: "key was not yet valid", status: "danger" },
  "no-longer-valid": { word: "key was no longer valid", status: "danger" },
};
