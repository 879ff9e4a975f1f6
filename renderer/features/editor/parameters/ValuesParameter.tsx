import { ChipInput, splitLines } from "../ChipInput.tsx";
import { messagesAt } from "../logic/issues.ts";
import { textList } from "../logic/values.ts";
import type { ParameterProps } from "./index.ts";

export function ValuesParameter({ parameter, value, onChange, path, issues, problemsId }: ParameterProps<"values">) {
  const values = textList(value);
  return (
    <ChipInput
      label={`${parameter.label}: type a value and press Enter`}
      values={values}
      split={splitLines}
      onChange={onChange}
      placeholder={parameter.placeholder}
      problems={values.map((_, place) => messagesAt(issues, `${path}[${place}]`)[0])}
      invalid={issues.length > 0}
      describedBy={issues.length > 0 ? problemsId : undefined}
      path={path}
    />
  );
}
