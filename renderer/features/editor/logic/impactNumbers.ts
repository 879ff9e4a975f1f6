import type { Impact } from "../../../../shared/ipc/types.ts";
import type { Verdict } from "../../../../shared/model/finding.ts";

const WORDS: [Verdict, string][] = [["block", "block"], ["log", "log"], ["unknown", "undecidable"]];

/** A number with its sign: `+19`, `−3`. */
export function signed(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

/** How the draft moves the counts against the saved version: `+19 block, −3 log since v7`. */
export function changeText({ change, changedTotal }: Impact): string {
  if (!change) return "Nothing is saved yet to compare with.";
  if (changedTotal === 0) return `No workload changes against v${change.base}.`;
  const moves = WORDS.map(([verdict, word]) => ({ word, net: change.added[verdict] - change.removed[verdict] })).filter(({ net }) => net !== 0);
  const workloads = changedTotal === 1 ? "1 workload" : `${changedTotal} workloads`;
  return moves.length === 0
    ? `${workloads} change, the counts stay, since v${change.base}.`
    : `${moves.map(({ word, net }) => `${signed(net)} ${word}`).join(", ")} since v${change.base}`;
}
