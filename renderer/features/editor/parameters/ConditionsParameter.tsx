import { Button, TextInput } from "@patternfly/react-core";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import TimesIcon from "@patternfly/react-icons/dist/esm/icons/times-icon";
import { isObject } from "../../../../shared/kernel/json.ts";
import type { SignatureCondition } from "../../../../shared/rules/signature.ts";
import { InlineSelect } from "../InlineSelect.tsx";
import type { Option } from "../InlineSelect.tsx";
import type { ParameterProps } from "./index.ts";

const TYPES: Option<SignatureCondition["type"]>[] = [
  { value: "match", label: "match", hint: "The rule is about these images." },
  { value: "exclude", label: "do not match", hint: "A precondition: the rule is not about these images, whatever else matches." },
];
const FILTERS: Option<SignatureCondition["resourceFilter"]>[] = [
  { value: "registry", label: "registry" },
  { value: "repository", label: "repository" },
];
const OPERATORS: Option<SignatureCondition["operatorOrFunction"]>[] = [
  { value: "beginsWith", label: "begins with" },
  { value: "endsWith", label: "ends with" },
  { value: "contains", label: "contains" },
  { value: "equals", label: "equals" },
];
const NEW: SignatureCondition = { type: "match", resourceFilter: "registry", operatorOrFunction: "equals", value: "" };

/** Which images a signature rule is about: all that meet every *match* and no *do not match*. */
export function ConditionsParameter({ value, onChange, path, issues, problemsId }: ParameterProps<"conditions">) {
  const conditions = Array.isArray(value) ? value.map(conditionOf) : [];
  const patch = (place: number, change: Partial<SignatureCondition>) =>
    onChange(conditions.map((condition, at) => (at === place ? { ...condition, ...change } : condition)));
  return (
    <span className="ed-conditions" data-path={path} tabIndex={-1} role="group" aria-label="Conditions">
      {conditions.length === 0 && <span className="ed-quiet">are not limited (every image)</span>}
      {conditions.map((condition, place) => {
        const label = `Condition ${place + 1}`;
        const wrong = condition.value === "" && issues.length > 0;
        return (
          // A condition has no identity of its own; its place is what the document knows it by.
          <span key={place} className="ed-condition">
            <InlineSelect label={`${label}: match or exclude`} value={condition.type} options={TYPES} onChange={(type) => patch(place, { type })} />
            <InlineSelect label={`${label}: registry or repository`} value={condition.resourceFilter} options={FILTERS} onChange={(resourceFilter) => patch(place, { resourceFilter })} />
            <InlineSelect label={`${label}: operator`} value={condition.operatorOrFunction} options={OPERATORS} onChange={(operatorOrFunction) => patch(place, { operatorOrFunction })} />
            <TextInput
              className="ed-condition__value"
              aria-label={`${label}: value`}
              aria-describedby={wrong ? problemsId : undefined}
              value={condition.value}
              placeholder={condition.resourceFilter === "registry" ? "registry.example.com" : "team/app"}
              validated={wrong ? "error" : "default"}
              onChange={(_, text) => patch(place, { value: text })}
            />
            <Button variant="plain" size="sm" icon={<TimesIcon />} aria-label={`Remove condition ${place + 1}`} onClick={() => onChange(conditions.toSpliced(place, 1))} />
          </span>
        );
      })}
      <Button variant="link" size="sm" isInline icon={<PlusIcon />} onClick={() => onChange([...conditions, NEW])}>Add condition</Button>
    </span>
  );
}

/** A condition as far as the document holds one; what is missing is asked for. */
function conditionOf(value: unknown): SignatureCondition {
  return { ...NEW, ...(isObject(value) ? value : {}) } as SignatureCondition;
}
