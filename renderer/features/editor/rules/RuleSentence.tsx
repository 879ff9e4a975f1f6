import { Fragment } from "react";
import type { RuleDescriptor } from "../../../../shared/rules/descriptor.ts";
import type { PolicyRule } from "../../../../shared/model/policy.ts";
import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import { isWithin } from "../logic/issues.ts";
import { parameterComponent } from "../parameters/index.ts";

interface Props {
  descriptor: RuleDescriptor;
  rule: PolicyRule;
  path: string;
  issues: FieldIssue[];
  problemsId: string;
  onProperty: (name: string, value: unknown) => void;
}

/** A rule's sentence with its parameters inside it. */
export function RuleSentence({ descriptor, rule, path, issues, problemsId, onProperty }: Props) {
  return descriptor.sentence.map((part) => {
    if (typeof part === "string") return <Fragment key={part}>{part}</Fragment>;
    const parameter = descriptor.parameters.find(({ name }) => name === part.parameter);
    if (!parameter) return null;
    const Control = parameterComponent(parameter.kind);
    const place = `${path}.properties.${parameter.name}`;
    return (
      <Control
        key={parameter.name}
        parameter={parameter}
        value={rule.properties[parameter.name]}
        onChange={(value) => onProperty(parameter.name, value)}
        path={place}
        issues={issues.filter((issue) => isWithin(issue.path, place))}
        problemsId={problemsId}
      />
    );
  });
}
