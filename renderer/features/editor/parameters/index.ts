import type { ComponentType } from "react";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { Parameter } from "../../../../shared/rules/descriptor.ts";
import { AttestorsParameter } from "./AttestorsParameter.tsx";
import { ChoiceParameter } from "./ChoiceParameter.tsx";
import { ConditionsParameter } from "./ConditionsParameter.tsx";
import { NumberParameter } from "./NumberParameter.tsx";
import { ValuesParameter } from "./ValuesParameter.tsx";

export interface ParameterProps<Kind extends Parameter["kind"] = Parameter["kind"]> {
  parameter: Extract<Parameter, { kind: Kind }>;
  /** What the document holds: it may be of any shape. */
  value: unknown;
  onChange: (value: unknown) => void;
  /** The parameter's place in the policy. */
  path: string;
  /** What is wrong with it, and with what is inside it. */
  issues: FieldIssue[];
  /** Id of the element that tells the problems. */
  problemsId: string;
}

/** How each kind of parameter is edited inside a rule's sentence. A new kind does not compile without its component. */
const COMPONENTS: { [Kind in Parameter["kind"]]: ComponentType<ParameterProps<Kind>> } = {
  choice: ChoiceParameter,
  number: NumberParameter,
  values: ValuesParameter,
  attestors: AttestorsParameter,
  conditions: ConditionsParameter,
};

/** The component for one parameter; it takes the props of that parameter's kind. */
export function parameterComponent(kind: Parameter["kind"]): ComponentType<ParameterProps> {
  return COMPONENTS[kind] as ComponentType<ParameterProps>;
}
