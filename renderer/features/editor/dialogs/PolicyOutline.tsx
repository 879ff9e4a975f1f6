import type { Policy, PolicyException, PolicyRule } from "../../../../shared/model/policy.ts";
import { exceptionText } from "../logic/exceptions.ts";
import { ruleSentence } from "../../../../shared/rules/sentence.ts";

/** A policy as sentences. */
export function PolicyOutline({ policy }: { policy: Policy }) {
  return (
    <>
      {policy.description && <p>{policy.description}</p>}
      <Outline title="Cluster-wide" rules={policy.cluster.rules} exceptions={policy.cluster.exceptions} />
      {policy.namespaced.map((definition) => (
        <Outline
          key={definition.name}
          title={`${definition.name}: ${definition.namespaces.join(", ")}`}
          rules={definition.rules}
          exceptions={definition.exceptions}
        />
      ))}
      {policy.runtime.rulesets.length > 0 && <p>Rulesets: {policy.runtime.rulesets.join(", ")}</p>}
    </>
  );
}

interface OutlineProps {
  title: string;
  /** Undefined: inherited. */
  rules: PolicyRule[] | undefined;
  exceptions: PolicyException[] | undefined;
}

function Outline({ title, rules, exceptions }: OutlineProps) {
  const ticked = rules?.filter((rule) => rule.enabled);
  return (
    <section>
      <h2 className="ed-list__title">{title}</h2>
      {ticked === undefined && <p className="ed-quiet">inherits the rules</p>}
      {ticked?.length === 0 && <p className="ed-quiet">no rule is selected</p>}
      <ul className="sp-list">
        {ticked?.map((rule, index) => <li key={`${index} ${rule.type}`}>{ruleLine(rule)}</li>)}
        {exceptions?.map((exception, index) => <li key={`${index} ${exception.type}`}>{exceptionText(exception)}</li>)}
      </ul>
    </section>
  );
}

const ACTION_WORDS = { none: "Off:", log: "Log", block: "Block" } as const;

function ruleLine(rule: PolicyRule): string {
  const continuous = rule.mitigation === "none" ? "" : ` · Continuous: ${rule.mitigation}`;
  const where = rule.namespaces?.length ? ` · only in ${rule.namespaces.join(", ")}` : "";
  return `${ACTION_WORDS[rule.action]} ${ruleSentence(rule)}${continuous}${where}`;
}
