import type { ReadApproval, Step } from "../../../../shared/bundle/index.ts";
import { count, visible, type Style } from "../terminal.ts";

const OUTCOMES: Record<Step["outcome"], string> = { passed: "passed", failed: "FAILED", unchecked: "not checked", unreached: "not reached" };

/** The checks of a bundle, one after the other, each with what it found. */
export function stepsText(steps: readonly Step[], style: Style): string {
  const width = Math.max(...Object.values(OUTCOMES).map(({ length }) => length)) + 2;
  const lines = steps.flatMap(({ outcome, title, reason }) => {
    const word = OUTCOMES[outcome].padEnd(width);
    const first = `${outcome === "failed" ? style.verdict("block", word) : outcome === "passed" ? style.verdict("allow", word) : style.dim(word)}${title}`;
    return reason === "" ? [first] : [first, `${" ".repeat(width)}${style.dim(visible(reason))}`];
  });
  return `${lines.join("\n")}\n`;
}

/** Why a bundle is refused and what to do, for the last line. */
export function refusalText(file: string, steps: readonly Step[]): string {
  const refusal = steps.find(({ outcome }) => outcome === "failed")?.refusal;
  return `${visible(file)} is refused: ${visible(refusal?.message ?? "")}\n${refusal?.remedy ?? ""}`;
}

/** What an approver signed besides, as one line. Nothing vouches for that of a key that is not trusted here. */
export function approvalText({ key, approvedAt, changes, report }: Pick<ReadApproval, "key" | "approvedAt" | "changes" | "report">, person: string | undefined): string {
  const who = person ?? `a key that is not trusted here, ${key.slice(0, 16)}…,`;
  return `Approved by ${who} at ${approvedAt}: ${changes.length === 0 ? "no changes to see" : `${count(changes.length, "change")} seen`}${report ? `, and the impact report ${report.sha256} with ${report.newlyBlocked} newly blocked` : ""}.`;
}
