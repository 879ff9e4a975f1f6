import type { Step, StepId } from "../../../../shared/ipc/signing.ts";

/** How a check, or a stage of them, stands. `waiting`: nothing is wrong, signatures are still to come. */
export type Look = Step["outcome"] | "waiting";

export const LOOK_WORDS: Record<Look, string> = {
  passed: "passed",
  failed: "failed",
  waiting: "waits for signatures",
  unchecked: "could not be checked",
  unreached: "not reached",
};

const STAGES = ["Form", "Signatures", "Contents and purpose", "Trust, time, version", "Files"] as const;
type Stage = (typeof STAGES)[number];

/** Where each check stands in the picture, and its name there. */
const PLACES: Record<StepId, [stage: Stage, name: string]> = {
  carrier: ["Form", "whole file"],
  signatureFiles: ["Form", "signature files"],
  sameStatement: ["Form", "one statement"],
  canonical: ["Form", "one reading"],
  signatures: ["Signatures", "genuine"],
  threshold: ["Signatures", "enough persons"],
  keys: ["Signatures", "keys valid"],
  digest: ["Contents and purpose", "contents as signed"],
  kind: ["Contents and purpose", "policy bundle"],
  audience: ["Contents and purpose", "for this place"],
  verifier: ["Contents and purpose", "understood here"],
  trust: ["Trust, time, version", "trust list"],
  issued: ["Trust, time, version", "issued"],
  expiry: ["Trust, time, version", "not expired"],
  version: ["Trust, time, version", "no step back"],
  contents: ["Files", "exactly those listed"],
};

export interface Check extends Step {
  look: Look;
  name: string;
}

export interface StageView {
  title: Stage;
  look: Look;
  checks: Check[];
}

/** Only signatures are missing: the file itself is whole, and more may sign it. */
export function isWaiting({ outcome, refusal }: Step): boolean {
  return outcome === "failed" && (refusal?.code === "signers-too-few" || refusal?.code === "signature-missing");
}

/** Nobody is trusted at this place yet, so nothing can be said about the signatures, good or bad. */
export function isBlind({ refusal }: Step): boolean {
  return refusal?.code === "nobody-trusted";
}

function lookAt(step: Step): Look {
  if (isWaiting(step)) return "waiting";
  return isBlind(step) ? "unchecked" : step.outcome;
}

export function stagesOf(steps: readonly Step[]): StageView[] {
  return STAGES.map((title) => {
    const checks = steps
      .filter(({ id }) => PLACES[id][0] === title)
      .map((step): Check => Object.assign({ look: lookAt(step), name: PLACES[step.id][1] }, step));
    return { title, look: worstOf(checks.map(({ look }) => look)), checks };
  });
}

/** The worst of them. Only where a check stopped it all is a part of a stage not reached, and then that check says more. */
function worstOf(looks: readonly Look[]): Look {
  const worstFirst: Look[] = ["failed", "waiting", "unchecked", "unreached"];
  return worstFirst.find((look) => looks.includes(look)) ?? "passed";
}
