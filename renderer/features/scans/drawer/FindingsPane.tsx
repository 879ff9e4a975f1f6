import { useState } from "react";
import { ExpandableSection, Title, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { ScanSummary, WorkloadDetail } from "../../../../shared/ipc/types.ts";
import { VERDICTS } from "../../../../shared/model/finding.ts";
import type { Finding, Verdict } from "../../../../shared/model/finding.ts";
import { curePatch } from "../../../../shared/audit/patch.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { VerdictLabel } from "../../../ui/VerdictLabel.tsx";
import { count } from "../../../ui/format.ts";
import { RESTART_WORDS } from "../results/Outlook.tsx";
import { FindingCard } from "./FindingCard.tsx";
import type { Sentences } from "./FindingCard.tsx";
import { Patch } from "./Patch.tsx";

interface Props {
  scan: ScanSummary;
  detail: WorkloadDetail;
  sentences: Sentences;
  /** Shows the lines of the finding at this place of `detail.findings`. */
  onShowInYaml: (index: number) => void;
}

/** The findings of the template (what a restart brings) or those that only pods running now have. */
export function FindingsPane({ scan, detail, sentences, onShowInYaml }: Props) {
  const { now, afterRestart } = detail.row;
  const both = now !== undefined && afterRestart !== undefined;
  // First what led to the verdict: where only what runs now is at fault, the template has nothing to tell.
  const [when, setWhen] = useState<"now" | "restart">(both && isStricter(now, afterRestart) ? "now" : "restart");
  return (
    <div className="sp-findings">
      {both && (
        <ToggleGroup aria-label="When">
          <ToggleGroupItem buttonId="when-now" isSelected={when === "now"} onChange={() => setWhen("now")} text={<>Now <VerdictLabel verdict={now} /></>} />
          <ToggleGroupItem buttonId="when-restart" isSelected={when === "restart"} onChange={() => setWhen("restart")} text={<>After a restart <VerdictLabel verdict={afterRestart} /></>} />
        </ToggleGroup>
      )}
      {both && now !== afterRestart && <p>{difference(now === "allow", afterRestart === "allow")}</p>}
      <Restart detail={detail} />
      {both && when === "now" ? (
        <PodFindings scan={scan} detail={detail} sentences={sentences} />
      ) : (
        <TemplateFindings scan={scan} detail={detail} sentences={sentences} onShowInYaml={onShowInYaml} />
      )}
      <Notes detail={detail} />
    </div>
  );
}

/** Why what runs would be refused if it had to start again, and what Continuous would do to it. */
function Restart({ detail: { row } }: { detail: WorkloadDetail }) {
  const { restart = [], continuous } = row;
  if (restart.length === 0 && !continuous) return null;
  return (
    <ul className="sp-list">
      {restart.map((reason) => <li key={reason}>It would not come back after a restart: {RESTART_WORDS[reason].long}</li>)}
      {continuous && <li>Continuous would {continuous} its pods.</li>}
    </ul>
  );
}

function isStricter(a: Verdict, b: Verdict): boolean {
  return VERDICTS.indexOf(a) < VERDICTS.indexOf(b);
}

function difference(passesNow: boolean, passesLater: boolean): string {
  if (passesNow) return "What runs now passes, but its template does not: it would not come back as it is after a restart.";
  if (passesLater) return "What runs now does not pass, but its template does: a restart cures it.";
  return "What runs now and its template get different verdicts.";
}

function TemplateFindings({ scan, detail, sentences, onShowInYaml }: Props) {
  const counted = detail.findings.flatMap((finding, index) => (finding.excusedBy ? [] : [{ finding, index }]));
  const excused = detail.findings.filter((finding) => finding.excusedBy);
  const patch = curePatch(detail.findings);
  return (
    <>
      {counted.length === 0 && <EmptyNote title="Nothing to report" heading="h3">No rule of the policy is violated here.</EmptyNote>}
      {counted.map(({ finding, index }) => (
        <FindingCard key={index} scan={scan} row={detail.row.id} finding={finding} sentences={sentences} onShowInYaml={() => onShowInYaml(index)} />
      ))}
      {patch && counted.length > 1 && (
        <section>
          <Title headingLevel="h3" size="md">Fix all that have one cure</Title>
          <Patch text={patch} />
        </section>
      )}
      {excused.length > 0 && (
        <ExpandableSection toggleText={`Excused (${excused.length})`}>
          {excused.map((finding, index) => <FindingCard key={index} scan={scan} row={detail.row.id} finding={finding} sentences={sentences} />)}
        </ExpandableSection>
      )}
    </>
  );
}

function PodFindings({ scan, detail, sentences }: Omit<Props, "onShowInYaml">) {
  if (detail.podFindings.length === 0) {
    return <EmptyNote title="Nothing of their own" heading="h3">Running pods have no finding that their template does not have.</EmptyNote>;
  }
  return (
    <>
      <p className="sp-quiet">Only what running pods have and their template has not.</p>
      {detail.podFindings.map(({ pod, findings }) => (
        <section key={pod}>
          <Title headingLevel="h3" size="md">{pod} <span className="sp-quiet">{count(findings.length, "finding")}</span></Title>
          {findings.map((finding: Finding, index) => <FindingCard key={index} scan={scan} row={detail.row.id} finding={finding} sentences={sentences} />)}
        </section>
      ))}
    </>
  );
}

function Notes({ detail }: { detail: WorkloadDetail }) {
  if (detail.notes.length === 0) return null;
  return (
    <section>
      <Title headingLevel="h3" size="md">Notes</Title>
      <ul className="sp-list">
        {detail.notes.map((note) => (
          <li key={`${note.path}:${note.code}:${note.message}`} className="sp-wrap">{note.message} {note.path && <code>{note.path}</code>}</li>
        ))}
      </ul>
    </section>
  );
}
