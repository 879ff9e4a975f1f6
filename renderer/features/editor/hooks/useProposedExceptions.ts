import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { withExceptions } from "../../../../shared/audit/propose.ts";
import type { PlacedException } from "../../../../shared/audit/results.ts";
import type { EditorTools } from "../EditorContext.ts";

/**
 * Adds exceptions that a scan's results proposed to the draft, as one edit that can be undone. They come with the
 * navigation and are taken from it, so that going back does not add them again.
 */
export function useProposedExceptions({ edit }: EditorTools): void {
  const location = useLocation();
  const navigate = useNavigate();
  const state: unknown = location.state;
  useEffect(() => {
    const proposed = proposedIn(state);
    if (proposed.length === 0) return;
    void navigate(`${location.pathname}${location.search}`, { replace: true, state: null });
    edit("exceptions", (policy) => withExceptions(policy, proposed));
  }, [edit, location.pathname, location.search, navigate, state]);
}

function proposedIn(state: unknown): PlacedException[] {
  const found = typeof state === "object" && state !== null && "addExceptions" in state ? state.addExceptions : undefined;
  return Array.isArray(found) ? (found as PlacedException[]) : [];
}
