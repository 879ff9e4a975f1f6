import { Button, Form, FormGroup, FormSelect, FormSelectOption, NumberInput, PageSection } from "@patternfly/react-core";
import { useSearchParams } from "react-router";
import { skipToken } from "@reduxjs/toolkit/query";
import { usePoliciesQuery, useRolloutPlanQuery, useSnapshotsQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { MultiSelect } from "../../ui/MultiSelect.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { day, number } from "../../ui/format.ts";
import { Plan } from "./Plan.tsx";
import "./rollout.css";

/** Days without anything to block before a namespace may be blocked in, as long as the user says nothing else. */
const QUIET_DAYS = 14;

/** A way from logging to blocking in waves, made from what the policy would do to data of several days. */
export function RolloutPage() {
  const [params, setParams] = useSearchParams();
  const { data: policies = [] } = usePoliciesQuery();
  const { data: snapshots = [] } = useSnapshotsQuery();
  const policy = params.get("policy") ?? "";
  const data = params.getAll("data").filter((id) => snapshots.some((snapshot) => snapshot.id === id));
  const typed = Number(params.get("days") ?? QUIET_DAYS);
  const quietDays = Number.isSafeInteger(typed) && typed >= 0 ? Math.min(typed, 3_650) : QUIET_DAYS;
  const set = (change: (next: URLSearchParams) => void) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      change(next);
      return next;
    });
  const choose = (ids: string[]) =>
    set((next) => {
      next.delete("data");
      for (const id of ids) next.append("data", id);
    });
  const { data: plan, error, isFetching } = useRolloutPlanQuery(policy && data.length > 0 ? { policy, snapshotIds: data, quietDays } : skipToken);
  const ready = policies.find(({ name }) => name === policy);
  return (
    <>
      <PageHeader
        title="Rollout"
        breadcrumb={[{ title: "Scans", path: "/scans" }]}
        subtitle="From logging to blocking, namespace by namespace"
        actions={<Button variant="secondary" isDisabled={!plan || plan.waves.length === 0} onClick={() => window.print()}>Print</Button>}
      />
      <PageSection className="rol-page" hasBodyWrapper={false}>
        <Form className="rol-choice" onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="Policy" fieldId="rollout-policy">
            <FormSelect id="rollout-policy" value={policy} onChange={(_, name) => set((next) => next.set("policy", name))}>
              <FormSelectOption value="" label="Choose…" isPlaceholder />
              {policies.filter(({ platform }) => platform === "kubernetes").map(({ name }) => <FormSelectOption key={name} value={name} label={name} />)}
            </FormSelect>
          </FormGroup>
          <FormGroup label="Cluster data of several days" role="group">
            <MultiSelect
              label={data.length === 0 ? "Choose…" : `${number(data.length)} chosen`}
              choices={snapshots.map(({ id, name, taken, objects }) => ({ value: id, label: `${name} · ${day(taken)} · ${number(objects)} objects` }))}
              selected={data}
              onChange={choose}
            />
          </FormGroup>
          <FormGroup label="Quiet days before blocking" fieldId="rollout-days">
            <NumberInput
              inputProps={{ id: "rollout-days" }}
              value={quietDays}
              min={0}
              max={3650}
              widthChars={4}
              inputAriaLabel="Quiet days before blocking"
              minusBtnAriaLabel="One day less"
              plusBtnAriaLabel="One day more"
              onMinus={() => set((next) => next.set("days", String(Math.max(0, quietDays - 1))))}
              onPlus={() => set((next) => next.set("days", String(quietDays + 1)))}
              onChange={(event) => { const days = event.currentTarget.value; set((next) => next.set("days", days)); }}
            />
          </FormGroup>
        </Form>
        <ErrorNotice error={error} title="The plan could not be made" />
        {!plan && isFetching && <Waiting for="the chosen data to be judged" />}
        {!plan && !isFetching && !error && (
          <EmptyNote title="Choose a policy and cluster data">
            The plan says for each namespace how many workloads would be blocked and since when nothing would have been; so data of several days makes a better plan.
          </EmptyNote>
        )}
        {plan && ready && <Plan plan={plan} version={ready.version} />}
      </PageSection>
    </>
  );
}
