import { useState } from "react";
import { Alert, ExpandableSection, Title } from "@patternfly/react-core";
import { Link } from "react-router";
import type { Step } from "../../../../shared/ipc/signing.ts";
import { count } from "../../../ui/format.ts";
import { LookIcon } from "./LookIcon.tsx";
import { isBlind, isWaiting, LOOK_WORDS, stagesOf } from "./looks.ts";
import type { Check } from "./looks.ts";

interface Props {
  steps: readonly Step[];
  /** What becomes of the bundle when a check failed: nothing was changed, … */
  consequence?: string;
}

/**
 * The picture of checks: every step of the verification in its order, whether it passed, failed or was not reached; under
 * it why, and what to do. The same picture for what was made here and for what came in a file.
 */
export function Checks({ steps, consequence }: Props) {
  const stages = stagesOf(steps);
  const stopped = steps.find(({ outcome }) => outcome === "failed");
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="checks-title">
      <Title headingLevel="h2" size="lg" id="checks-title">Checks</Title>
      <ol className="bun-stages sp-gap" aria-label="Stages">
        {stages.map(({ title, look, checks }) => (
          <li key={title} className={`bun-stage bun-stage--${look}`}>
            <p className="bun-stage__head"><LookIcon look={look} /> <strong>{title}</strong></p>
            <p className="bun-stage__word">{LOOK_WORDS[look]}</p>
            <ul>
              {checks.map((check) => <Short key={check.id} check={check} />)}
            </ul>
          </li>
        ))}
      </ol>
      {stopped && <Stopped step={stopped} {...(consequence === undefined ? {} : { consequence })} />}
      <ExpandableSection toggleText={open ? "Hide what was found" : `What was found by each of the ${count(steps.length, "check")}`} isExpanded={open} onToggle={(_, on) => setOpen(on)}>
        <ol className="bun-checks">
          {stages.flatMap(({ checks }) => checks).map((check) => (
            <li key={check.id}>
              <LookIcon look={check.look} />
              <span className="bun-checks__word">{LOOK_WORDS[check.look]}</span>
              <span>
                {check.title}
                {check.reason && <span className="sp-quiet sp-wrap"> — {check.reason}</span>}
              </span>
            </li>
          ))}
        </ol>
      </ExpandableSection>
    </section>
  );
}

function Short({ check: { look, name, title, reason } }: { check: Check }) {
  return (
    <li className={`bun-short bun-short--${look}`} title={reason ? `${title}: ${reason}` : title}>
      <LookIcon look={look} /> {name}
      {look === "failed" ? <strong> failed</strong> : <span className="pf-v6-screen-reader"> {LOOK_WORDS[look]}</span>}
    </li>
  );
}

/** Why it went no further, and the way on. Missing signatures are no fault; a place that trusts nobody has to begin there. */
function Stopped({ step, consequence }: { step: Step; consequence?: string }) {
  const { refusal } = step;
  if (!refusal) return null;
  if (isBlind(step)) {
    return (
      <Alert component="p" variant="warning" isInline title={refusal.message} actionLinks={<Link to="/trust">Keys and trust</Link>}>
        <p>{refusal.remedy}</p>
      </Alert>
    );
  }
  const waiting = isWaiting(step);
  return (
    <Alert component="p" variant={waiting ? "info" : "danger"} isInline title={waiting ? refusal.message : `Refused: ${refusal.message}`}>
      <p>{refusal.remedy}{!waiting && consequence !== undefined && ` ${consequence}`}</p>
    </Alert>
  );
}
