import { Button } from "@patternfly/react-core";
import type { Action, Mitigation, PolicyRule } from "../../../../shared/model/policy.ts";
import { InlineSelect } from "../InlineSelect.tsx";
import type { Option } from "../InlineSelect.tsx";

const ACTIONS: Option<Action>[] = [
  { value: "log", label: "Log", hint: "Deployment: the request is let through and logged." },
  { value: "block", label: "Block", hint: "Deployment: the request is denied." },
];
const ACTION_OFF: Option<Action> = { value: "none", label: "Off", hint: "Deployment: this rule does nothing." };

const MITIGATIONS: Option<Mitigation>[] = [
  { value: "log", label: "Log", hint: "Continuous: a violation found while the cluster runs is logged." },
  { value: "isolate", label: "Isolate", hint: "Continuous: the pod is cut off from the network. Needs the Deployment action Block." },
  { value: "terminate", label: "Terminate", hint: "Continuous: the pod is ended. Needs the Deployment action Block." },
];
const MITIGATION_OFF: Option<Mitigation> = { value: "none", label: "Off", hint: "Continuous: this rule does nothing." };

interface Props {
  rule: PolicyRule;
  /** The rule's place in the policy. */
  path: string;
  sentence: string;
  invalid: boolean;
  onChange: (patch: Partial<PolicyRule>) => void;
}

/** The Deployment action. *Off* is offered only where a document holds it: the vendor's custom resource has no such action. */
export function DeploymentMenu({ rule, path, sentence, invalid, onChange }: Props) {
  return (
    <InlineSelect
      label={`Deployment action: ${sentence}`}
      className={`ed-action ed-action--${rule.action}`}
      value={rule.action}
      options={rule.action === "none" ? [ACTION_OFF, ...ACTIONS] : ACTIONS}
      path={`${path}.action`}
      invalid={invalid}
      onChange={(action) => onChange({ action })}
    />
  );
}

export function ContinuousMenu({ rule, path, sentence, invalid, onChange }: Props) {
  return (
    <InlineSelect
      label={`Continuous action: ${sentence}`}
      className={`ed-action ed-action--${rule.mitigation}`}
      value={rule.mitigation}
      options={rule.mitigation === "none" ? [MITIGATION_OFF, ...MITIGATIONS] : MITIGATIONS}
      path={`${path}.mitigation`}
      invalid={invalid}
      onChange={(mitigation) => onChange({ mitigation })}
    />
  );
}

/** Why *Isolate* and *Terminate* need *Block*, with both ways out. */
export function BlockRemedy({ rule, onChange }: Pick<Props, "rule" | "onChange">) {
  const word = rule.mitigation === "isolate" ? "Isolate" : "Terminate";
  return (
    <p className="ed-remedy" role="alert">
      <span className="ed-problem">
        Continuous can be {word} only if Deployment is Block: else a pod is let in and acted upon as soon as it runs.
      </span>{" "}
      <Button variant="link" isInline size="sm" onClick={() => onChange({ action: "block" })}>Set Deployment to Block</Button>
      {" · "}
      <Button variant="link" isInline size="sm" onClick={() => onChange({ mitigation: "log" })}>Set Continuous to Log</Button>
    </p>
  );
}
