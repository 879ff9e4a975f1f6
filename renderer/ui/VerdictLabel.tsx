import { Label } from "@patternfly/react-core";
import type { Verdict } from "../../shared/model/finding.ts";
import { VERDICT_LOOKS } from "./verdicts.ts";

interface Props {
  verdict: Verdict;
  /** In an excluded namespace: what it would be. */
  wouldBe?: Verdict;
}

/** A verdict by colour, icon and word together. */
export function VerdictLabel({ verdict, wouldBe }: Props) {
  const { word, meaning, color, icon: Icon } = VERDICT_LOOKS[verdict];
  const hidden = wouldBe && wouldBe !== verdict ? VERDICT_LOOKS[wouldBe].word : undefined;
  return (
    <Label
      isCompact
      color={color}
      variant={verdict === "excluded" ? "outline" : "filled"}
      icon={<Icon />}
      title={hidden ? `${meaning}; else: ${hidden}` : meaning}
    >
      {word}
      {hidden && ` (${hidden})`}
    </Label>
  );
}
