import { Button, Label, Spinner } from "@patternfly/react-core";
import { useCheckContextMutation } from "../../api/api.ts";
import type { Reachability } from "../../../shared/ipc/types.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";

interface Props {
  context: string;
  /** Runs a step once the user has agreed to the context's sign-in command. */
  withConsent: (step: () => void) => void;
}

/** Whether a cluster answers and what may be listed there. It is asked only when the user wants to know. */
export function ReachabilityCell({ context, withConsent }: Props) {
  const [check, { data, error, isLoading }] = useCheckContextMutation();
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
          {data.reachable && rightsOf(data).map((sentence) => <div key={sentence} className="sp-quiet sp-wrap">{sentence}</div>)}
        </>
      )}
      {!isLoading && (
        <Button variant="link" isInline onClick={() => withConsent(() => void check({ context }))}>{data || error ? "Check again" : "Check"}</Button>
      )}
    </div>
  );
}

/** What may be listed, in sentences; nothing where the server did not say. */
function rightsOf({ rights, namespaceRights }: Reachability): string[] {
  if (rights.length === 0) return [];
  const own = namespaceRights?.resources ?? [];
  const missing = rights.filter((right) => !right.allowed && !own.includes(right.resource)).map((right) => right.resource);
  if (own.length + missing.length === 0) return ["may list everything needed"];
  return [
    ...(own.length > 0 ? [`may list ${own.join(", ")} in namespace ${namespaceRights?.namespace}, not at cluster scope`] : []),
    ...(missing.length > 0 ? [`may not list ${missing.join(", ")} at cluster scope`] : []),
    "What may not be listed at cluster scope is read in each namespace where it may be.",
  ];
}
