import type { Request } from "../../../../shared/ipc/contract.ts";
import { useScanTraceQuery } from "../../../api/api.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { written } from "../../../ui/format.ts";

/** How the verdict of one rule came about, step by step; fetched when it is asked for. */
export function TracePane({ request }: { request: Request<"scans.trace"> }) {
  const { data, error } = useScanTraceQuery(request);
  if (error) return <ErrorNotice error={error} title="The trace could not be made" />;
  if (!data) return <Waiting for="the trace" />;
  return (
    <ol className="sp-trace">
      {data.steps.map((step, index) => (
        <li key={index}>
          <span className="sp-trace__step">{step.step}</span>
          <span className="sp-wrap">
            {step.text}
            {step.path && <> <code>{step.path}</code></>}
            {step.value !== undefined && <> = <code>{written(step.value)}</code></>}
          </span>
        </li>
      ))}
    </ol>
  );
}
