import { useState } from "react";
import { Button, DescriptionList, ExpandableSection, Label, Title } from "@patternfly/react-core";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import type { Basis, Finding } from "../../../../shared/model/finding.ts";
import { curePatch } from "../../../../shared/audit/patch.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Fact } from "../../../ui/Fact.tsx";
import { written } from "../../../ui/format.ts";
import { ActionLabel } from "./ActionLabel.tsx";
import { Patch } from "./Patch.tsx";
import { TracePane } from "./TracePane.tsx";

/** Rule sentences by rule key (`definition/index`). */
export type Sentences = ReadonlyMap<string, string>;

/** The words of `Basis`, and what they mean. */
const BASES: Record<Basis, { word: string; meaning: string }> = {
  explicit: { word: "written", meaning: "The field is written so." },
  unset: { word: "unset", meaning: "The field is absent and Kubernetes' default violates the rule." },
  implied: { word: "implied", meaning: "Another field forces it." },
};
const CONTAINER_TERMS = { container: "Container", init: "Init container", ephemeral: "Ephemeral container" } as const;

interface Props {
  scan: ScanSummary;
  row: number;
  finding: Finding;
  sentences: Sentences;
  onShowInYaml?: () => void;
}

/** One finding: what, where, the value seen and why it counts, how to fix it, and how the verdict came about. */
export function FindingCard({ scan, row, finding, sentences, onShowInYaml }: Props) {
  const [traced, setTraced] = useState(false);
  const { rule, container, basis } = finding;
  const sentence = sentences.get(`${rule.definition}/${rule.index}`) ?? rule.type;
  const patch = curePatch([finding]);
  return (
    <article className="sp-finding" aria-label={finding.message}>
      <Title headingLevel="h3" size="md" className="sp-finding__title">
        <ActionLabel finding={finding} phase={scan.options.phase} /> {finding.message}
      </Title>
      <DescriptionList isCompact isHorizontal horizontalTermWidthModifier={{ default: "7rem" }} className="sp-finding__facts">
        <Fact term="Rule">{sentence}{rule.definition !== "cluster" && <span className="sp-quiet"> ({rule.definition})</span>}</Fact>
        {container && <Fact term={CONTAINER_TERMS[container.kind]}><code>{container.name}</code></Fact>}
        <Fact term="Where"><code className="sp-wrap">{finding.path}</code> <CopyButton text={finding.path} label="Copy path" iconOnly /></Fact>
        <Fact term="Value seen">
          <code className="sp-wrap">{written(finding.value)}</code> <Label isCompact variant="outline" title={BASES[basis].meaning}>{BASES[basis].word}</Label>
        </Fact>
        {finding.excusedBy && <Fact term="Excused by">{excuse(finding.excusedBy)}</Fact>}
        {finding.remediation && <Fact term="How to fix">{finding.remediation}</Fact>}
      </DescriptionList>
      {patch && !finding.excusedBy && (
        <ExpandableSection toggleText="Patch that fixes it">
          <Patch text={patch} />
        </ExpandableSection>
      )}
      <div className="sp-finding__links">
        {onShowInYaml && <Button variant="link" isInline onClick={onShowInYaml}>Show in YAML</Button>}
        {patch && !finding.excusedBy && <CopyButton text={patch} label="Copy patch" />}
        <Button variant="link" isInline aria-expanded={traced} onClick={() => setTraced(!traced)}>{traced ? "Hide the trace" : "Trace"}</Button>
      </div>
      {traced && <TracePane request={{ id: scan.id, row, definition: rule.definition, index: rule.index }} />}
    </article>
  );
}

function excuse(by: NonNullable<Finding["excusedBy"]>): string {
  if ("trustedImages" in by) return "the automatic exception for trusted images";
  return `exception ${by.index + 1} of ${by.definition === "cluster" ? "the Cluster-wide Policy Definition" : by.definition}`;
}
