import { FormSelect, FormSelectOption } from "@patternfly/react-core";
import { Link } from "react-router";
import { useAssignPolicyMutation, usePoliciesQuery } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";

interface Props {
  target: { type: "context" | "snapshot"; id: string };
  /** How the cluster is called, for the label. */
  cluster: string;
  assigned: string | undefined;
}

/** The policy assigned to a cluster, and the way to it; choosing assigns at once. */
export function PolicySelect({ target, cluster, assigned }: Props) {
  const { data: policies = [] } = usePoliciesQuery();
  const [assign, { isLoading, error }] = useAssignPolicyMutation();
  const kubernetes = policies.filter((policy) => policy.platform === "kubernetes");
  return (
    <>
      <FormSelect
        className="sp-select"
        aria-label={`Policy of ${cluster}`}
        value={assigned ?? ""}
        isDisabled={isLoading}
        onChange={(_, policy) => void assign({ target, policy: policy || null })}
      >
        <FormSelectOption value="" label="None" />
        {kubernetes.map(({ name }) => <FormSelectOption key={name} value={name} label={name} />)}
      </FormSelect>
      {assigned && <div><Link to={`/policies/${encodeURIComponent(assigned)}`} aria-label={`Open the policy ${assigned}`}>Open</Link></div>}
      <ErrorNotice error={error} />
    </>
  );
}
