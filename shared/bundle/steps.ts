import type { Checked, Refusal } from "./refusal.ts";

/** The checks of a bundle in the order in which they are made, with what each establishes. */
export const STEPS = {
  carrier: "The file is whole and holds nothing but the parts of a bundle",
  signatureFiles: "Each signature has a file of its own, in the one form there is",
  sameStatement: "All signers signed the same statement",
  canonical: "The statement has only one reading",
  signatures: "The signatures are genuine",
  threshold: "Enough different persons signed",
  keys: "Their keys were valid when it was issued",
  digest: "The contents are those that were signed",
  kind: "It is a policy bundle",
  audience: "It is meant for this place",
  verifier: "This version of Sallyport understands it",
  trust: "Your trust list is in force, and none newer was used",
  issued: "It was not issued in the future",
  expiry: "It has not expired",
  version: "It is no step back from what was accepted before",
  contents: "The files are exactly those that its list names",
} as const;

export type StepId = keyof typeof STEPS;

export interface Step {
  id: StepId;
  title: string;
  /**
   * `passed`; `failed`: the bundle is refused; `unchecked`: it could not be looked at, for the reason given, and is for the
   * user to know; `unreached`: an earlier step failed.
   */
  outcome: "passed" | "failed" | "unchecked" | "unreached";
  /** What was found; empty for `unreached`. */
  reason: string;
  refusal?: Refusal;
}

/** What a check answers: what it found, or why the bundle is refused. */
export type Found = { outcome: "passed" | "unchecked"; reason: string } | { outcome: "failed"; refusal: Refusal };

export function passed(reason: string): Found {
  return { outcome: "passed", reason };
}

export function unchecked(reason: string): Found {
  return { outcome: "unchecked", reason };
}

export function failed({ refusal }: { refusal: Refusal }): Found {
  return { outcome: "failed", refusal };
}

/** Notes what each step found. */
export interface StepLog {
  /** True when the next step may follow. */
  note(id: StepId, found: Found): boolean;
  /** The value of a step that reads something; undefined when it was refused. */
  take<T>(id: StepId, read: Checked<T>, reason: (value: T) => string): T | undefined;
  /** All steps in order; those without a note were not reached. */
  steps(): Step[];
}

export function createStepLog(): StepLog {
  const notes = new Map<StepId, Found>();
  const note = (id: StepId, found: Found): boolean => {
    notes.set(id, found);
    return found.outcome !== "failed";
  };
  return {
    note,
    take(id, read, reason) {
      note(id, read.ok ? passed(reason(read.value)) : failed(read));
      return read.ok ? read.value : undefined;
    },
    steps: () => STEP_IDS.map((id) => ({ id, title: STEPS[id], ...stepOf(notes.get(id)) })),
  };
}

const STEP_IDS = Object.keys(STEPS) as StepId[];

function stepOf(found: Found | undefined): Omit<Step, "id" | "title"> {
  if (!found) return { outcome: "unreached", reason: "" };
  return found.outcome === "failed" ? { ...found, reason: found.refusal.message } : found;
}
