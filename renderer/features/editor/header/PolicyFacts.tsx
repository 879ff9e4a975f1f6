import { memo } from "react";
import { FormGroup, Switch, TextInput } from "@patternfly/react-core";
import type { UnsetFields } from "../../../../shared/model/policy.ts";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { Editable } from "../Editable.tsx";
import { InlineSelect } from "../InlineSelect.tsx";
import type { Option } from "../InlineSelect.tsx";
import { Problems } from "../Problems.tsx";
import { messagesAt } from "../logic/issues.ts";

const READINGS: Option<UnsetFields>[] = [
  { value: "violates", label: "violate" },
  { value: "ignored", label: "are ignored" },
];
const MEANINGS: Record<UnsetFields, string> = {
  violates: "a field that is left out counts as what Kubernetes would run",
  ignored: "only what is written in the workload counts",
};

/** What holds for the whole policy: description, XDR telemetry, the reading of unset fields. */
export const PolicyFacts = memo(function PolicyFacts() {
  const { edit } = useEditor();
  const { policy, issues } = usePolicyState();
  const problems = messagesAt(issues, "description");
  return (
    <Editable><div className="ed-policy">
      <FormGroup className="ed-policy__description">
        <TextInput
          aria-label="Description"
          placeholder="Description (one line)"
          data-path="description"
          value={policy.description}
          validated={problems.length > 0 ? "error" : "default"}
          onChange={(_, description) => edit("description", (before) => ({ ...before, description }))}
        />
        <Problems messages={problems} />
      </FormGroup>
      {policy.platform === "kubernetes" && (
        <span className="ed-policy__unset">
          Unset fields{" "}
          <InlineSelect
            label="Fields that are not set"
            value={policy.unsetFields}
            options={READINGS}
            onChange={(unsetFields) => edit("unsetFields", (before) => ({ ...before, unsetFields }))}
          />{" "}
          <span className="ed-quiet">{MEANINGS[policy.unsetFields]}</span>
        </span>
      )}
      <span className="ed-policy__xdr" title="Carried in exports for the product that enforces the policy; Sallyport sends nothing anywhere.">
        <Switch
          id="xdr"
          label="XDR telemetry"
          isReversed
          isChecked={policy.xdrTelemetry}
          onChange={(_, on) => edit("xdrTelemetry", (before) => ({ ...before, xdrTelemetry: on }))}
        />
      </span>
    </div></Editable>
  );
});
