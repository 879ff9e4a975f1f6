import type { RuleDescriptor } from "../../../../shared/rules/descriptor.ts";
import { DETAILS } from "./details.ts";

/** What a rule guards against and what to do about a violation. */
export function RuleHelp({ descriptor }: { descriptor: RuleDescriptor }) {
  const More = DETAILS[descriptor.type]?.help;
  return (
    <div className="ed-help">
      <p>{descriptor.tooltip}</p>
      <p>{descriptor.help}</p>
      {More && <More />}
    </div>
  );
}
