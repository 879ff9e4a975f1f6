import { InlineSelect } from "../InlineSelect.tsx";
import type { ParameterProps } from "./index.ts";

export function ChoiceParameter({ parameter, value, onChange, path, issues }: ParameterProps<"choice">) {
  return (
    <InlineSelect
      label={parameter.label}
      value={typeof value === "string" ? value : ""}
      options={parameter.choices}
      onChange={onChange}
      path={path}
      invalid={issues.length > 0}
    />
  );
}
