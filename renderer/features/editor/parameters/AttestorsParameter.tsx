import { TextInput } from "@patternfly/react-core";
import { attestorsOf } from "../../../../shared/rules/signature.ts";
import type { AttestorChoice } from "../../../../shared/rules/signature.ts";
import { AttestorMenu } from "../../attestors/index.ts";
import { InlineSelect } from "../InlineSelect.tsx";
import type { ParameterProps } from "./index.ts";

const MATCHES = [
  { value: "any", label: "any of", hint: "Match any: one of the attestors is enough." },
  { value: "all", label: "all of", hint: "Match all: every one of the attestors must have signed." },
  { value: "atLeast", label: "at least", hint: "So many of the attestors must have signed. The product knows all and any only: an export says so." },
] as const;

/** Which attestors, and whether one, some or all of them must have signed. */
export function AttestorsParameter({ parameter, value, onChange, path, issues, problemsId }: ParameterProps<"attestors">) {
  const choice = attestorsOf({ attestors: value });
  const { match, names, count } = choice;
  const change = (next: Partial<AttestorChoice>) => onChange(written({ ...choice, ...next }));
  return (
    <>
      <InlineSelect label="Match all or any" value={match} options={[...MATCHES]} onChange={(next) => change({ match: next, count: Math.max(1, count) })} />{" "}
      {match === "atLeast" && (
        <>
          <span className="ed-number">
            <TextInput
              type="number"
              min={1}
              max={Math.max(1, names.length)}
              aria-label="How many of the attestors at least"
              aria-describedby={issues.length > 0 ? problemsId : undefined}
              value={Number.isNaN(count) ? "" : count}
              validated={issues.length > 0 ? "error" : "default"}
              onChange={(_, text) => change({ count: Number(text) })}
            />
          </span>{" "}
          of{" "}
        </>
      )}
      <AttestorMenu
        label={parameter.label}
        names={names}
        onChange={(next) => change({ names: next })}
        invalid={issues.length > 0}
        describedBy={issues.length > 0 ? problemsId : undefined}
        path={path}
      />
    </>
  );
}

/** The choice as the policy holds it. */
function written({ match, names, count }: AttestorChoice): unknown {
  if (match === "all") return { all: names };
  return match === "any" ? { any: names } : { any: names, atLeast: count };
}
