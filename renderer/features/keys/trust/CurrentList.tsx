import { useState } from "react";
import { Alert, ExpandableSection, Title } from "@patternfly/react-core";
import type { TrustListView, TrustState } from "../../../../shared/ipc/signing.ts";
import { Time } from "../../../ui/Time.tsx";
import { Fingerprint } from "../Fingerprint.tsx";
import { endText } from "../../../ui/format.ts";
import { History } from "./History.tsx";
import { Matrix } from "./Matrix.tsx";
import { Timeline } from "./Timeline.tsx";

/** The list that is trusted here, as a picture: who may sign what, and what expires when. */
export function CurrentList({ view, history }: { view: TrustListView; history: TrustState["history"] }) {
  const [now] = useState(Date.now);
  const [shown, setShown] = useState(false);
  const { list, ending } = view;
  return (
    <>
      <section aria-labelledby="trust-now">
        <Title headingLevel="h2" size="lg" id="trust-now">Trusted here: version {list.version}</Title>
        <p className="sp-quiet">Expires <Time at={list.expires} />, {endText(list.expires, now)}</p>
        <ExpandableSection toggleText="Fingerprint to read aloud" isExpanded={shown} onToggle={(_, open) => setShown(open)}>
          <div className="trust-fingerprint">
            <p>Who pins this list for the first time types what you read, over the telephone or face to face. Do not send it the way the file goes.</p>
            <Fingerprint value={view.fingerprint} words={view.words} />
          </div>
        </ExpandableSection>
      </section>
      {ending.length > 0 && (
        <Alert component="p" variant={ending.some(({ ended }) => ended) ? "danger" : "warning"} isInline title="Propose the next list in time">
          <ul className="sp-list">{ending.map(({ what, at }) => <li key={what}>{what}: {endText(at, now)}</li>)}</ul>
        </Alert>
      )}
      <section aria-labelledby="trust-matrix">
        <Title headingLevel="h2" size="lg" id="trust-matrix">Who may sign what</Title>
        <Matrix view={view} />
      </section>
      <section aria-labelledby="trust-time">
        <Title headingLevel="h2" size="lg" id="trust-time">What expires when</Title>
        <Timeline list={list} />
      </section>
      <section aria-labelledby="trust-history">
        <Title headingLevel="h2" size="lg" id="trust-history">Lists trusted here</Title>
        <History history={history} />
      </section>
    </>
  );
}
