import { Form, FormGroup, FormSelect, FormSelectOption, NumberInput } from "@patternfly/react-core";
import type { PolicySummary, SnapshotSummary } from "../../../shared/ipc/types.ts";
import { MultiSelect } from "../../ui/MultiSelect.tsx";
import { day, number } from "../../ui/format.ts";
import type { ChangeRollout, RolloutView } from "./view.ts";

interface Props {
  view: RolloutView;
  policies: PolicySummary[];
  snapshots: SnapshotSummary[];
  onChange: ChangeRollout;
}

/** What the plan is made of: a policy, data of several days, and how long a namespace must be quiet. */
export function Choice({ view: { policy, data, quietDays }, policies, snapshots, onChange }: Props) {
  return (
    <Form className="rol-choice" onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="Policy" fieldId="rollout-policy">
        <FormSelect id="rollout-policy" value={policy} onChange={(_, name) => onChange.policy(name)}>
          <FormSelectOption value="" label="Choose…" isPlaceholder />
          {policies.filter(({ platform }) => platform === "kubernetes").map(({ name }) => <FormSelectOption key={name} value={name} label={name} />)}
        </FormSelect>
      </FormGroup>
      <FormGroup label="Cluster data of several days" role="group">
        <MultiSelect
          label="Data"
          choices={snapshots.map(({ id, name, taken, objects }) => ({ value: id, label: `${name} · ${day(taken)} · ${number(objects)} objects` }))}
          selected={data}
          onChange={onChange.data}
        />
      </FormGroup>
      <FormGroup label="Quiet days before blocking" fieldId="rollout-days">
        <NumberInput
          inputProps={{ id: "rollout-days" }}
          value={quietDays}
          min={0}
          widthChars={4}
          inputAriaLabel="Quiet days before blocking"
          minusBtnAriaLabel="One day less"
          plusBtnAriaLabel="One day more"
          onMinus={() => onChange.quietDays(quietDays - 1)}
          onPlus={() => onChange.quietDays(quietDays + 1)}
          onChange={(event) => onChange.quietDays(Math.trunc(Number(event.currentTarget.value)) || 0)}
        />
      </FormGroup>
    </Form>
  );
}
