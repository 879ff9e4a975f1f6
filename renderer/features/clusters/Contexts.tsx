import { useState } from "react";
import { Button, Label, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { ContextInfo } from "../../../shared/ipc/types.ts";
import { useAllowExecMutation, useContextsQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import type { ScanTarget } from "../scans/index.ts";
import { ExecConsent } from "./ExecConsent.tsx";
import { PolicySelect } from "./PolicySelect.tsx";
import { ReachabilityCell } from "./ReachabilityCell.tsx";
import { Remark } from "./Remark.tsx";
import { TakeSnapshot } from "./TakeSnapshot.tsx";

interface Props {
  onScan: (target: ScanTarget) => void;
  onAdd: () => void;
}

/** The contexts of all kubeconfigs, merged as kubectl merges them. */
export function Contexts({ onScan, onAdd }: Props) {
  const { data, error } = useContextsQuery();
  return (
    <section aria-labelledby="contexts">
      <Title headingLevel="h2" size="lg" id="contexts">Contexts</Title>
      <ErrorNotice error={error} />
      {!data && !error && <Waiting for="the contexts of your kubeconfigs" />}
      {data?.contexts.length === 0 && (
        <EmptyNote title="No kubeconfig names a cluster" heading="h3" action={<Button variant="link" onClick={onAdd}>Add a kubeconfig</Button>}>
          With a kubeconfig Sallyport can read the workloads of a live cluster. It only lists; it never changes anything there.
        </EmptyNote>
      )}
      {data && data.contexts.length > 0 && (
        <Table variant="compact" aria-label="Contexts">
          <Thead>
            <Tr><Th>Context</Th><Th>Server</Th><Th modifier="nowrap">Reachability</Th><Th>Policy</Th><Th screenReaderText="Actions" /></Tr>
          </Thead>
          <Tbody>
            {data.contexts.map((context) => <Row key={context.name} context={context} onScan={onScan} />)}
          </Tbody>
        </Table>
      )}
    </section>
  );
}

function Row({ context, onScan }: { context: ContextInfo; onScan: (target: ScanTarget) => void }) {
  const [isTaking, setTaking] = useState(false);
  const [allow] = useAllowExecMutation();
  // What waits for the user's agreement to the sign-in command.
  const [waiting, setWaiting] = useState<() => void>();
  const { name, exec, problem } = context;

  /** Does what needs the cluster, after the user has agreed to the command that signs in to it. */
  const withConsent = (step: () => void) => {
    if (exec && !exec.allowed) setWaiting(() => step);
    else step();
  };
  const agree = async () => {
    const answer = await allow({ context: name, allowed: true });
    setWaiting(undefined);
    if (!answer.error) waiting?.();
  };
  return (
    <Tr>
      <Td dataLabel="Context">
        <div className="sp-facts">{name}{context.current && <Label isCompact variant="outline">current</Label>}</div>
        <div className="sp-quiet sp-wrap">{context.file}</div>
        {exec && <div className="sp-quiet sp-wrap">signs in with <code>{exec.command}</code>{exec.allowed ? "" : ", not agreed yet"}</div>}
        {exec?.allowed && <Button variant="link" isInline onClick={() => void allow({ context: name, allowed: false })}>No longer run it</Button>}
      </Td>
      <Td dataLabel="Server">
        <div className="sp-wrap">{context.server}</div>
        <div className="sp-quiet">user {context.user || "none"}, namespace {context.namespace || "default"}</div>
        {context.warnings?.map((warning) => <Remark key={warning} status="warning">{warning}</Remark>)}
      </Td>
      <Td dataLabel="Reachability">
        {problem ? <Remark status="danger">{problem}</Remark> : <ReachabilityCell context={name} withConsent={withConsent} />}
      </Td>
      <Td dataLabel="Policy"><PolicySelect target={{ type: "context", id: name }} cluster={name} assigned={context.assignedPolicy} /></Td>
      <Td modifier="nowrap" dataLabel="Actions">
        {!problem && (
          <span className="sp-row-actions">
            <Button variant="link" isInline aria-label={`Scan ${name} now`} onClick={() => withConsent(() => onScan({ type: "context", name }))}>Scan</Button>
            <Button variant="link" isInline aria-label={`Take a snapshot of ${name}`} onClick={() => withConsent(() => setTaking(true))}>Snapshot</Button>
          </span>
        )}
        {isTaking && <TakeSnapshot context={name} onClose={() => setTaking(false)} />}
        {waiting && exec && <ExecConsent context={context} exec={exec} onAgree={() => void agree()} onClose={() => setWaiting(undefined)} />}
      </Td>
    </Tr>
  );
}
