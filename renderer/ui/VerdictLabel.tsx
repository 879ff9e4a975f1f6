import type { ReactNode } from "react";
import type { Verdict } from "../../shared/model/finding.ts";
import { VERDICT_LOOKS } from "./verdicts.ts";

interface Props {
  verdict: Verdict;
  /** In an excluded namespace: what it would be. */
  wouldBe?: Verdict;
}

/** A verdict by colour, icon and word together. */
export function VerdictLabel({ verdict, wouldBe }: Props) {
  const { word, meaning } = VERDICT_LOOKS[verdict];
  const hidden = wouldBe && wouldBe !== verdict ? VERDICT_LOOKS[wouldBe].word : undefined;
  return <VerdictMark verdict={verdict} title={hidden ? `${meaning}; else: ${hidden}` : meaning}>{word}{hidden && ` (${hidden})`}</VerdictMark>;
}

/**
 * Words in the look of a verdict. It looks like PatternFly's compact label and is none: a table has one a row, and each of
 * those would listen to the document and ask the browser for the layout.
 */
export function VerdictMark({ verdict, title, children }: { verdict: Verdict; title?: string; children: ReactNode }) {
  const Icon = VERDICT_LOOKS[verdict].icon;
  return (
    <span className={`sp-verdict sp-verdict--${verdict}`} title={title}>
      <Icon set="default" />
      <span className="sp-verdict__word">{children}</span>
    </span>
  );
}
