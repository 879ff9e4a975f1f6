import type { ComponentType } from "react";
import type { PolicyRule } from "../../../../shared/model/policy.ts";
import { CapabilityHelp, CapabilityLine } from "./CapabilityDetails.tsx";
import { SignatureLine } from "./SignatureLine.tsx";

export interface DetailsProps {
  rule: PolicyRule;
}

interface Details {
  /** Always under the rule while it is ticked. */
  line?: ComponentType<DetailsProps>;
  /** Joins the descriptor's help. */
  help?: ComponentType;
}

/** What single rule types show beyond their descriptor. */
export const DETAILS: Record<string, Details> = {
  verifyImages: { line: SignatureLine },
  containerCapabilities: { line: CapabilityLine, help: CapabilityHelp },
};
