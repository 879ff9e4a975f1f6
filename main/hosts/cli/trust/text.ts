import { fingerprintGroups } from "../../../../shared/bundle/index.ts";
import type { TrustCandidate, TrustListView, TrustProgress, TrustState } from "../../../../shared/ipc/signing.ts";
import { columns, visible } from "../terminal.ts";

/** The trust list as text: who may sign what, and what ends when. */

export function stateText({ current, proposal }: TrustState): string {
  if (!current && !proposal) return "No trust list is pinned here yet. Pin one with sallyport trust pin, or propose one.\n";
  return [
    ...(current ? [`Trusted: ${viewText(current)}`] : ["Nothing is trusted yet.\n"]),
    ...(proposal ? [`\nBeing signed: ${viewText(proposal)}${progressText(proposal)}`] : []),
  ].join("");
}

export function candidateText({ relation, view, progress, changes, problem }: TrustCandidate): string {
  const RELATIONS: Record<TrustCandidate["relation"], string> = {
    first: "It would be the first list here. Compare its fingerprint by another way, then pin it.",
    next: "It follows the list that is trusted here.",
    unsigned: "Signatures are missing.",
    same: "It is the list that is trusted here.",
    older: "It is older than the list that is trusted here.",
    refused: `It is refused: ${problem?.message ?? ""} ${problem?.details?.remedy ?? ""}`,
  };
  return [view ? viewText(view) : "", progress ? progressText(progress) : "", ...changes.map((change) => `change: ${visible(change)}\n`), `${visible(RELATIONS[relation])}\n`].join("");
}

function viewText({ list, fingerprint, words, standing, ending }: TrustListView): string {
  const rows = standing.flatMap(({ role, threshold, persons }) =>
    persons.map(({ name, keys }, index) => [index === 0 ? `${role}: ${threshold} of ${persons.length}` : "", name, keys.map(({ id, state }) => `${id.slice(0, 16)}…${state === "good" ? "" : ` (${state})`}`).join(", ")].map(visible)),
  );
  return [
    `version ${list.version}, until ${list.expires}\n`,
    `  ${fingerprintGroups(fingerprint)}\n`,
    `  ${words.join(" ")}\n`,
    columns(rows.map((row) => ["", ...row])),
    ...ending.map(({ what, at, ended }) => `  ${visible(what)} ${ended ? "ended" : "ends"} at ${at}.\n`),
  ].join("");
}

function progressText({ own, before, complete }: TrustProgress): string {
  const line = (rule: string, { needed, persons, missing }: TrustProgress["own"]): string => `  By ${rule}: ${persons.length} of ${needed} signed${persons.length > 0 ? ` (${persons.join(", ")})` : ""}; not signed: ${missing.join(", ") || "nobody"}.\n`;
  return visibleLines(`${line("its own rule", own)}${before ? line("the rule of the list before", before) : ""}${complete ? "  Enough have signed.\n" : ""}`);
}

function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}
