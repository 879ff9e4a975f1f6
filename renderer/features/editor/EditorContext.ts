import { createContext, useContext } from "react";
import type { FieldIssue } from "../../../shared/kernel/result.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import type { Edit } from "./logic/edits.ts";
import type { ImpactState } from "./hooks/useImpact.ts";
import type { OpenPolicy } from "./state/editorSlice.ts";

/** What the parts of one editor share. */
export interface EditorValue {
  name: string;
  open: OpenPolicy;
  policy: Policy;
  issues: FieldIssue[];
  /** Changes the policy; `field` is the path of what is changed: typing on in it is one step of undo. */
  edit: (field: string, change: Edit) => void;
  impact: ImpactState;
  /** Key of the rule to whose workloads the impact panel is limited. */
  ruleFilter: string | undefined;
  filterByRule: (key: string | undefined) => void;
  /** Namespaces of the chosen cluster data, for suggestions. */
  namespaces: string[];
}

export const EditorContext = createContext<EditorValue | undefined>(undefined);

export function useEditor(): EditorValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error("A part of the policy editor was used outside of it.");
  return value;
}
