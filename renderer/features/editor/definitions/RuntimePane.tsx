import { Label, LabelGroup } from "@patternfly/react-core";
import { useEditor, usePolicyState } from "../EditorContext.ts";

/** The rulesets that a policy names. They act on running processes, so nothing here judges them. */
export function RuntimePane() {
  const { edit } = useEditor();
  const { policy } = usePolicyState();
  const { rulesets } = policy.runtime;
  const remove = (name: string) =>
    edit("runtime.rulesets", (before) => ({ ...before, runtime: { ...before.runtime, rulesets: before.runtime.rulesets.filter((other) => other !== name) } }));
  return (
    <div className="ed-pane">
      <p>
        {policy.platform === "ecs"
          ? "The runtime policy of an Amazon ECS cluster consists of rulesets."
          : "The runtime policy consists of rulesets and applies cluster-wide: specific rulesets for namespaces cannot be configured."}{" "}
        {rulesets.length > 0
          ? "This policy came with the rulesets below. They are kept and written into exports; what they detect happens inside running containers, so Impact now does not show it."
          : "This policy names none. Rulesets come into a policy with an imported file that names them."}
      </p>
      {rulesets.length > 0 && (
        <LabelGroup categoryName="Rulesets" numLabels={50}>
          {rulesets.map((name) => (
            <Label key={name} closeBtnAriaLabel={`Remove the ruleset ${name}`} onClose={() => remove(name)}>{name}</Label>
          ))}
        </LabelGroup>
      )}
    </div>
  );
}
