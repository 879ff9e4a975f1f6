import { useState } from "react";
import {
  Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, FormSelectOptionGroup, HelperText, HelperTextItem,
  Modal, ModalBody, ModalFooter, ModalHeader, Radio,
} from "@patternfly/react-core";
import type { Phase, UnsetFields } from "../../../../shared/model/policy.ts";
import { useContextsQuery, usePoliciesQuery, useSnapshotsQuery } from "../../../api/api.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { dateTime } from "../../../ui/format.ts";
import { assignedPolicy, isUsable, targetOf, targetRequest, targetValue } from "./target.ts";
import type { ScanTarget } from "./target.ts";
import { useScanAndShow } from "./useScanAndShow.ts";

interface Props {
  /** Chosen beforehand; can be changed in the dialog. */
  target?: ScanTarget;
  policy?: string;
  onClose: () => void;
}

/** Asks what to judge by which policy and how, starts it, and goes to its results. */
export function StartScanDialog({ target: given, policy: givenPolicy, onClose }: Props) {
  const { data: snapshots = [] } = useSnapshotsQuery();
  const { data: { contexts } = { contexts: [] } } = useContextsQuery();
  const { data: policies = [] } = usePoliciesQuery();
  const { scan, error, isLoading } = useScanAndShow(onClose);
  const [chosenTarget, setTarget] = useState(given ? targetValue(given) : undefined);
  const [chosenPolicy, setPolicy] = useState(givenPolicy);
  const [phase, setPhase] = useState<Phase>("deployment");
  const [unset, setUnset] = useState<UnsetFields | "policy">("policy");

  const kubernetes = policies.filter((policy) => policy.platform === "kubernetes");
  const newest = snapshots[0];
  const value = chosenTarget ?? (newest ? targetValue({ type: "snapshot", id: newest.id }) : "");
  const target = targetOf(value);
  const policy = chosenPolicy ?? (target && assignedPolicy(target, snapshots, contexts)) ?? kubernetes[0]?.name ?? "";

  const submit = async () => {
    if (!target) return;
    const options = { phase, ...(unset === "policy" ? {} : { unsetFields: unset }) };
    await scan({ target: targetRequest(target), policy, options });
  };

  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="scan-title">
      <ModalHeader title="Start a scan" labelId="scan-title" />
      <ModalBody>
        <ErrorNotice error={error} />
        <Form id="start-scan" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <FormGroup label="Cluster data" fieldId="scan-data" isRequired>
            <FormSelect id="scan-data" value={value} onChange={(_, next) => setTarget(next)}>
              {value === "" && <FormSelectOption value="" label="Nothing to judge yet" isDisabled />}
              <FormSelectOptionGroup label="Snapshots">
                {snapshots.map((snapshot) => (
                  <FormSelectOption key={snapshot.id} value={`snapshot:${snapshot.id}`} label={`${snapshot.name} · ${dateTime(snapshot.taken)}`} />
                ))}
              </FormSelectOptionGroup>
              <FormSelectOptionGroup label="Contexts, read now">
                {contexts.map((context) => (
                  <FormSelectOption key={context.name} value={`context:${context.name}`} label={context.name} isDisabled={!isUsable(context)} />
                ))}
              </FormSelectOptionGroup>
            </FormSelect>
          </FormGroup>
          <FormGroup label="Policy" fieldId="scan-policy" isRequired>
            <FormSelect id="scan-policy" value={policy} onChange={(_, next) => setPolicy(next)}>
              {kubernetes.length === 0 && <FormSelectOption value="" label="No Kubernetes policy yet" isDisabled />}
              {kubernetes.map(({ name, version }) => <FormSelectOption key={name} value={name} label={`${name} v${version}`} />)}
            </FormSelect>
            {kubernetes.length === 0 && <Hint>Create a policy first, at Policies.</Hint>}
          </FormGroup>
          <FormGroup role="radiogroup" label="Phase" fieldId="scan-phase">
            <Radio id="phase-deployment" name="phase" label="Deployment" description="What would be logged or blocked when it is deployed." isChecked={phase === "deployment"} onChange={() => setPhase("deployment")} />
            <Radio id="phase-continuous" name="phase" label="Continuous" description="What the periodic check would log, isolate or terminate." isChecked={phase === "continuous"} onChange={() => setPhase("continuous")} />
          </FormGroup>
          <FormGroup role="radiogroup" label="Fields that are not set" fieldId="scan-unset">
            <Radio id="unset-policy" name="unset" label="As the policy says" isChecked={unset === "policy"} onChange={() => setUnset("policy")} />
            <Radio id="unset-violates" name="unset" label="Judge Kubernetes' default" isChecked={unset === "violates"} onChange={() => setUnset("violates")} />
            <Radio id="unset-ignored" name="unset" label="Ignore: only what is written counts" isChecked={unset === "ignored"} onChange={() => setUnset("ignored")} />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="start-scan" isDisabled={!target || !policy || isLoading} isLoading={isLoading}>Start scan</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

function Hint({ children }: { children: string }) {
  return (
    <FormHelperText>
      <HelperText><HelperTextItem>{children}</HelperTextItem></HelperText>
    </FormHelperText>
  );
}
