import { ChipInput } from "../ChipInput.tsx";
import { InlineSelect } from "../InlineSelect.tsx";
import { splitWords } from "../logic/namespaces.ts";
import { attestorsOf } from "../logic/values.ts";
import type { Attestors } from "../logic/values.ts";
import type { ParameterProps } from "./index.ts";

const MATCHES = [
  { value: "any", label: "any of", hint: "Match any: one of the attestors is enough." },
  { value: "all", label: "all of", hint: "Match all: every one of the attestors must have signed." },
] as const;

/** Names of attestors, and whether one or all of them must have signed. */
export function AttestorsParameter({ parameter, value, onChange, path, issues, problemsId }: ParameterProps<"attestors">) {
  const { match, names } = attestorsOf(value);
  const change = (next: Attestors) => onChange({ [next.match]: next.names });
  return (
    <>
      <InlineSelect label="Match all or any" value={match} options={[...MATCHES]} onChange={(next) => change({ match: next, names })} />{" "}
      <ChipInput
        label={`${parameter.label}: type an attestor's name and press Enter`}
        values={names}
        split={splitWords}
        onChange={(next) => change({ match, names: next })}
        placeholder="attestor name"
        invalid={issues.length > 0}
        describedBy={issues.length > 0 ? problemsId : undefined}
        path={path}
      />
    </>
  );
}
