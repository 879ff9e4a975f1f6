import { Button, Label, Spinner } from "@patternfly/react-core";
import { useCheckContextMutation } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";

interface Props {
  context: string;
  /** Runs a step once the user has agreed to the context's sign-in command. */
  withConsent: (step: () => void) => void;
}

/** Whether a cluster answers and what may be listed there. It is asked only when the user wants to know. */
export function ReachabilityCell({ context, withConsent }: Props) {
  const [check, { data, error, isLoading }] = useCheckContextMutation();
  const missing = data?.rights.filter((right) => !right.allowed) ?? [];
  return (
    <div className="sp-reach" aria-live="polite">
      {isLoading && <span><Spinner size="md" aria-hidden /> Asking the cluster…</span>}
      {!isLoading && <ErrorNotice error={error} />}
      {!isLoading && data && (
        <>
          <Label isCompact status={data.reachable ? "success" : "danger"} variant="outline">
            {data.reachable ? `reachable${data.serverVersion ? `, ${data.serverVersion}` : ""}` : "not reachable"}
          </Label>
          {data.message && <div className="sp-wrap">{data.message}</div>}
          {data.reachable && <div className="sp-quiet">{rights(data.rights.length, missing.map((right) => right.resource))}</div>}
        </>
      )}
      {!isLoading && (
        <Button variant="link" isInline onClick={() => withConsent(() => void check({ context }))}>{data || error ? "Check again" : "Check"}</Button>
      )}
    </div>
  );
}

function rights(asked: number, missing: string[]): string {
  if (asked === 0) return "";
  return missing.length === 0 ? "may list everything needed" : `may not list ${missing.join(", ")}`;
}
