import type { ComponentType } from "react";
import BanIcon from "@patternfly/react-icons/dist/esm/icons/ban-icon";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import ClipboardListIcon from "@patternfly/react-icons/dist/esm/icons/clipboard-list-icon";
import MinusCircleIcon from "@patternfly/react-icons/dist/esm/icons/minus-circle-icon";
import QuestionCircleIcon from "@patternfly/react-icons/dist/esm/icons/question-circle-icon";
import type { Verdict } from "../../shared/model/finding.ts";

interface VerdictLook {
  /** The word that always goes with the colour. */
  word: string;
  /** What the verdict means, for tooltips. */
  meaning: string;
  color: "red" | "orange" | "green" | "grey";
  icon: ComponentType;
}

/** How each verdict looks and reads, everywhere. */
export const VERDICT_LOOKS: Record<Verdict, VerdictLook> = {
  block: { word: "block", meaning: "would be blocked", color: "red", icon: BanIcon },
  log: { word: "log", meaning: "would be logged", color: "orange", icon: ClipboardListIcon },
  unknown: { word: "undecidable", meaning: "cannot be decided: evidence is missing", color: "grey", icon: QuestionCircleIcon },
  allow: { word: "allow", meaning: "would be allowed", color: "green", icon: CheckCircleIcon },
  excluded: { word: "excluded", meaning: "in a namespace where nothing is enforced", color: "grey", icon: MinusCircleIcon },
};
