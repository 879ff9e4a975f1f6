import { attestorsOf } from "../../../../shared/rules/signature.ts";
import type { DetailsProps } from "./details.ts";

/** What a target may not carry of a signature rule. */
export function SignatureLine({ rule }: DetailsProps) {
  const { match, names, count } = attestorsOf(rule.properties);
  if (match !== "atLeast" || !(count > 1 && count < names.length)) return null;
  return <p className="ed-details ed-quiet">Custom resources know all or any: at least {count} of {names.length} is written there as all, which is stricter.</p>;
}
