import { Form, FormGroup, FormSelect, FormSelectOption, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { PolicySide } from "../../../shared/ipc/resultQueries.ts";
import type { SnapshotSummary } from "../../../shared/ipc/types.ts";
import { usePoliciesQuery, usePolicyVersionsQuery } from "../../api/api.ts";
import { day, number } from "../../ui/format.ts";
import type { ChangeCompare, CompareView } from "./view.ts";

interface Props {
  view: CompareView;
  snapshots: SnapshotSummary[];
  onChange: ChangeCompare;
}

/** The cluster data and the two policies on it. */
export function PolicySides({ view, snapshots, onChange }: Props) {
  return (
    <Form className="cmp-sides" onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="Cluster data" fieldId="compare-data">
        <FormSelect id="compare-data" value={view.data} onChange={(_, data) => onChange({ data })}>
          <FormSelectOption value="" label="Choose…" isPlaceholder />
          {snapshots.map(({ id, name, taken, objects }) => <FormSelectOption key={id} value={id} label={`${name} · ${day(taken)} · ${number(objects)} objects`} />)}
        </FormSelect>
      </FormGroup>
      <Side title="First: as it is" id="compare-a" side={view.a} onChange={(a) => onChange({ a, ...(view.b || !a ? {} : { b: { name: a.name } }) })} />
      <Side title="Second: as it would be" id="compare-b" side={view.b} onChange={(b) => onChange({ b })} />
      <FormGroup label="Judged by" role="group">
        <ToggleGroup aria-label="Phase">
          <ToggleGroupItem buttonId="compare-deployment" text="Deployment" isSelected={view.phase === "deployment"} onChange={() => onChange({ phase: "deployment" })} />
          <ToggleGroupItem buttonId="compare-continuous" text="Continuous" isSelected={view.phase === "continuous"} onChange={() => onChange({ phase: "continuous" })} />
        </ToggleGroup>
      </FormGroup>
    </Form>
  );
}

interface SideProps {
  title: string;
  id: string;
  side: PolicySide | undefined;
  onChange: (side: PolicySide | undefined) => void;
}

/** One side: a policy, and which version of it, or its draft. */
function Side({ title, id, side, onChange }: SideProps) {
  const { data: policies = [] } = usePoliciesQuery();
  const name = side?.name ?? "";
  const { data: versions = [] } = usePolicyVersionsQuery({ name }, { skip: name === "" });
  const choices = policies.filter(({ platform }) => platform === "kubernetes");
  const hasDraft = choices.find((policy) => policy.name === name)?.hasDraft ?? false;
  const which = side?.draft ? "draft" : side?.version === undefined ? "" : String(side.version);
  return (
    <FormGroup label={title} fieldId={id}>
      <div className="cmp-side">
        <FormSelect id={id} value={name} onChange={(_, chosen) => onChange(chosen ? { name: chosen } : undefined)}>
          <FormSelectOption value="" label="Choose a policy…" isPlaceholder />
          {choices.map((policy) => <FormSelectOption key={policy.name} value={policy.name} label={policy.name} />)}
        </FormSelect>
        <FormSelect
          aria-label={`Version, ${title}`}
          isDisabled={name === ""}
          value={which}
          onChange={(_, chosen) => onChange(chosen === "draft" ? { name, draft: true } : chosen === "" ? { name } : { name, version: Number(chosen) })}
        >
          <FormSelectOption value="" label="newest" />
          {hasDraft && <FormSelectOption value="draft" label="draft" />}
          {versions.toSorted((a, b) => b.version - a.version).map(({ version, saved }) => <FormSelectOption key={version} value={String(version)} label={`v${version} · ${day(saved)}`} />)}
        </FormSelect>
      </div>
    </FormGroup>
  );
}
