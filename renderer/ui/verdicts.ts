import type { ComponentType } from "react";
import type { SVGIconProps } from "@patternfly/react-icons/dist/esm/createIcon";
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
  /** One of its drawings alone, by `set`: PatternFly else puts two into the page, one of them hidden. */
  icon: ComponentType<Pick<SVGIconProps, "set">>;
}

/** How each verdict looks and reads, everywhere. */
export const VERDICT_LOOKS: Record<Verdict, VerdictLook> = {
  block: { word: "block", meaning: "would be blocked", icon: BanIcon },
  log: { word: "log", meaning: "would be logged", icon: ClipboardListIcon },
  unknown: { word: "undecidable", meaning: "cannot be decided: evidence is missing", icon: QuestionCircleIcon },
  allow: { word: "allow", meaning: "would be allowed", icon: CheckCircleIcon },
  excluded: { word: "excluded", meaning: "in a namespace where nothing is enforced", icon: MinusCircleIcon },
};
