import { Alert } from "@patternfly/react-core";
import { Link } from "react-router";
import type { TrustCandidate } from "../../../../shared/ipc/signing.ts";

/** What accepting the list would be, in a sentence. */
const RELATIONS: Record<TrustCandidate["relation"], string> = {
  first: "Nothing is trusted here yet. Before it is pinned, its fingerprint must be compared with the one that its keepers read to you.",
  next: "It follows the one that is trusted here, and is signed as the rules of both ask. It can be accepted from this same file.",
  unsigned: "It would follow the one that is trusted here, but signatures are missing.",
  same: "It is the one that is trusted here.",
  older: "A newer one is trusted here already.",
  refused: "It cannot follow the one that is trusted here.",
};

/** A newer trust list that came with a bundle. It is a step of its own: no bundle changes whom this place trusts. */
export function TrustOffer({ candidate }: { candidate: TrustCandidate }) {
  const { relation, view, changes, problem } = candidate;
  const what = view ? `version ${view.list.version} of the trust list` : "a trust list";
  return (
    <Alert component="p" variant={relation === "refused" ? "danger" : "info"} isInline title={`It brings ${what}`} actionLinks={<Link to="/trust">Keys and trust</Link>}>
      <p>{RELATIONS[relation]}</p>
      {problem && <p>{problem.message}</p>}
      {changes.length > 0 && <ul className="sp-list">{changes.map((change) => <li key={change}>{change}</li>)}</ul>}
    </Alert>
  );
}
