import { createContext, useContext } from "react";
import type { Context } from "react";
import type { FieldIssue } from "../../../shared/kernel/result.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import type { Edit } from "./logic/edits.ts";
import type { Findings } from "./logic/findings.ts";
import type { ImpactState } from "./hooks/useImpact.ts";
import type { OpenPolicy } from "./state/editorSlice.ts";
import { useWatched } from "./state/watched.ts";
import type { Watched } from "./state/watched.ts";

/**
 * What the parts of one editor share, in contexts by how often they change: a row that only edits is not drawn again
 * because another row changed, and nothing but its numbers is because a result came.
 */

/** What stays the same while a policy is edited. */
export interface EditorTools {
  name: string;
  /** Changes the policy; `field` is the path of what is changed: typing on in it is one step of undo. */
  edit: (field: string, change: Edit) => void;
  /** Why nothing can be changed here; undefined: it can. */
  readOnly: string | undefined;
}

/** What every edit changes. */
export interface PolicyState {
  policy: Policy;
  /** The saved version that it is compared with; null: never saved. */
  base: Policy | null;
  /** Its number; 0: never saved. */
  baseVersion: number;
  issues: FieldIssue[];
  /** Whether the draft differs from the saved version. */
  dirty: boolean;
}

/** What the panel lists, chosen beside a rule or an exception; undefined chooses nothing. */
export interface ImpactActions {
  filterByRule: (key: string | undefined) => void;
  listExcused: (key: string | undefined) => void;
}

/** What every result changes. */
export interface ImpactNow extends ImpactState {
  /** Key of the rule to whose workloads the panel is limited. */
  ruleFilter: string | undefined;
  /** Key of the exception whose workloads the panel lists. */
  excusedBy: string | undefined;
  /** Whether the lists are shown whole. */
  showAll: boolean;
  setShowAll: (all: boolean) => void;
  /** Namespaces of the chosen cluster data, for suggestions. */
  namespaces: string[];
}

export const ToolsContext = createContext<EditorTools | undefined>(undefined);
export const PolicyContext = createContext<PolicyState | undefined>(undefined);
/** The whole state of the draft: the head of the page shows it, and it changes with every keeping. */
export const OpenContext = createContext<OpenPolicy | undefined>(undefined);
export const FindingsContext = createContext<Watched<Findings> | undefined>(undefined);
export const ImpactActionsContext = createContext<ImpactActions | undefined>(undefined);
export const ImpactContext = createContext<ImpactNow | undefined>(undefined);

export const useEditor = (): EditorTools => useInside(ToolsContext);
export const usePolicyState = (): PolicyState => useInside(PolicyContext);
export const useOpen = (): OpenPolicy => useInside(OpenContext);
/** What was found about one rule or exception; see `useWatched` for what `take` may answer. */
export const useFindings = <Part>(take: (findings: Findings) => Part): Part => useWatched(useInside(FindingsContext), take);
export const useImpactActions = (): ImpactActions => useInside(ImpactActionsContext);
export const useImpactNow = (): ImpactNow => useInside(ImpactContext);

function useInside<T>(context: Context<T | undefined>): T {
  const value = useContext(context);
  if (!value) throw new Error("A part of the policy editor was used outside of it.");
  return value;
}
