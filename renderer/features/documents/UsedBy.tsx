import { Fragment } from "react";
import { Link } from "react-router";

/** The policies that use something, each with the way to it. */
export function UsedBy({ policies, tab }: { policies: string[]; tab?: string }) {
  if (policies.length === 0) return <span className="sp-quiet">no policy</span>;
  return policies.map((policy, index) => (
    <Fragment key={policy}>
      {index > 0 && ", "}
      <Link to={`/policies/${encodeURIComponent(policy)}${tab ? `?tab=${tab}` : ""}`}>{policy}</Link>
    </Fragment>
  ));
}
