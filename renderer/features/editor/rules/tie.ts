import type { PolicyRule } from "../../../../shared/model/policy.ts";

/** Whether the Continuous action (*Isolate*, *Terminate*) asks for the Deployment action *Block* that the rule does not have. */
export function needsBlock({ action, mitigation }: PolicyRule): boolean {
  return (mitigation === "isolate" || mitigation === "terminate") && action !== "block";
}

/** The word of a rule's Deployment action. */
export function actionWord({ action }: PolicyRule): string {
  return action === "block" ? "Block" : action === "log" ? "Log" : "Off:";
}
