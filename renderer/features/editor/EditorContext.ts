import { createContext, useContext } from "react";
import type { Context } from "react";
import type { FieldIssue } from "../../../shared/kernel/result.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import type { Edit } from "./logic/edits.ts";
import type { ImpactState } from "./hooks/useImpact.ts";
import type { OpenPolicy } from "./state/editorSlice.ts";

/**
 * What the parts of one editor share, in three contexts by how often they change: a row that only edits is not drawn again
 * because another row changed, and nothing but its numbers is because a result came.
 */

/** What stays the same while a policy is edited. */
export interface EditorTools {
  name: string;
  /** Changes the policy; `field` is the path of what is changed: typing on in it is one step of undo. */
  edit: (field: string, change: Edit) => void;
}

/** What every edit changes. */
export interface PolicyState {
  open: OpenPolicy;
  policy: Policy;
  issues: FieldIssue[];
  /** Whether the draft differs from the saved version. */
  dirty: boolean;
}

/** What every result changes. */
export interface ImpactNow extends ImpactState {
  /** Key of the rule to whose workloads the panel is limited. */
  ruleFilter: string | undefined;
  filterByRule: (key: string | undefined) => void;
  /** Key of the exception whose workloads the panel lists. */
  excusedBy: string | undefined;
  listExcused: (key: string | undefined) => void;
  /** Whether the lists are shown whole. */
  showAll: boolean;
  setShowAll: (all: boolean) => void;
  /** Namespaces of the chosen cluster data, for suggestions. */
  namespaces: string[];
}

export const ToolsContext = createContext<EditorTools | undefined>(undefined);
export const PolicyContext = createContext<PolicyState | undefined>(undefined);
export const ImpactContext = createContext<ImpactNow | undefined>(undefined);

export const useEditor = (): EditorTools => useInside(ToolsContext);
export const usePolicyState = (): PolicyState => useInside(PolicyContext);
export const useImpactNow = (): ImpactNow => useInside(ImpactContext);

function useInside<T>(context: Context<T | undefined>): T {
  const value = useContext(context);
  if (!value) throw new Error("A part of the policy editor was used outside of it.");
  return value;
}
