import type { Finding } from "../../../../shared/model/finding.ts";
import type { Phase } from "../../../../shared/model/policy.ts";
import { VerdictMark } from "../../../ui/VerdictLabel.tsx";
import { VERDICT_LOOKS } from "../../../ui/verdicts.ts";

const WORDS = { none: "off", log: "Log", block: "Block", isolate: "Isolate", terminate: "Terminate" } as const;

/** What the rule does in the phase that was judged, in the colour of its verdict. */
export function ActionLabel({ finding, phase }: { finding: Finding; phase: Phase }) {
  const action = phase === "deployment" ? finding.action : finding.mitigation;
  const verdict = finding.status === "not-decidable" ? "unknown" : action === "log" ? "log" : action === "none" ? "excluded" : "block";
  return <VerdictMark verdict={verdict}>{finding.status === "not-decidable" ? VERDICT_LOOKS[verdict].word : WORDS[action]}</VerdictMark>;
}
