import { useEffect, useEffectEvent } from "react";
import { useLocation, useNavigate } from "react-router";
import { withExceptions } from "../../../../shared/audit/propose.ts";
import type { PlacedException } from "../../../../shared/audit/results.ts";
import type { Policy } from "../../../../shared/model/policy.ts";
import type { EditorTools } from "../EditorContext.ts";

/** Navigations whose exceptions were added: each is drawn more than once before it is replaced. */
const taken = new WeakSet<object>();

/**
 * Adds exceptions that a scan's results proposed to the draft, as one edit that can be undone. They come with the
 * navigation and are taken from it, so that going back does not add them again.
 */
export function useProposedExceptions({ edit }: EditorTools, policy: Policy, jump: (path: string) => void): void {
  const location = useLocation();
  const navigate = useNavigate();
  const state: unknown = location.state;
  const take = useEffectEvent((proposed: PlacedException[]) => {
    void navigate(`${location.pathname}${location.search}`, { replace: true, state: null });
    edit("exceptions", (present) => withExceptions(present, proposed));
    jump(firstPath(policy, proposed));
  });
  useEffect(() => {
    if (typeof state !== "object" || state === null || taken.has(state)) return;
    const proposed = proposedIn(state);
    if (proposed.length === 0) return;
    taken.add(state);
    take(proposed);
  }, [state]);
}

/** Where the first of them comes to stand. */
function firstPath({ cluster, namespaced }: Policy, proposed: PlacedException[]): string {
  const place = namespaced.findIndex(({ name }) => name === proposed[0]?.definition);
  const own = namespaced[place]?.exceptions;
  return own ? `namespaced[${place}].exceptions[${own.length}]` : `cluster.exceptions[${cluster.exceptions.length}]`;
}

function proposedIn(state: object): PlacedException[] {
  const found = "addExceptions" in state ? state.addExceptions : undefined;
  return Array.isArray(found) ? (found as PlacedException[]) : [];
}
