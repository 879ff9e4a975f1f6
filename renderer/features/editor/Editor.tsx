import { useCallback, useMemo, useState } from "react";
import { Alert, PageSection } from "@patternfly/react-core";
import { validatePolicy } from "../../../shared/rules/validate.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { EditorContext } from "./EditorContext.ts";
import type { EditorValue } from "./EditorContext.ts";
import { DefinitionTabs } from "./definitions/DefinitionTabs.tsx";
import { EcsPane } from "./definitions/EcsPane.tsx";
import { HistoryDialog } from "./dialogs/HistoryDialog.tsx";
import { SaveRefused } from "./dialogs/SaveRefused.tsx";
import { DraftNotes } from "./header/DraftNotes.tsx";
import { EditorHeader } from "./header/EditorHeader.tsx";
import { IssuesBar } from "./header/IssuesBar.tsx";
import { PolicyFacts } from "./header/PolicyFacts.tsx";
import { useAutosave } from "./hooks/useAutosave.ts";
import { useImpact } from "./hooks/useImpact.ts";
import { useImpactRequest } from "./hooks/useImpactRequest.ts";
import { useJump } from "./hooks/useJump.ts";
import { usePaneView } from "./hooks/usePaneView.ts";
import { useSave } from "./hooks/useSave.ts";
import { useShortcuts } from "./hooks/useShortcuts.ts";
import { useTab } from "./hooks/useTab.ts";
import { ImpactPanel } from "./impact/ImpactPanel.tsx";
import type { Edit } from "./logic/edits.ts";
import { redid, undid } from "./state/editorSlice.ts";
import type { OpenPolicy } from "./state/editorSlice.ts";
import { editPolicy } from "./state/thunks.ts";
import "./editor.css";

/** The policy editor: header, definitions, and beside them what the draft would do. */
export function Editor({ name, open }: { name: string; open: OpenPolicy }) {
  const dispatch = useAppDispatch();
  const policy = open.history.present;
  const issues = useMemo(() => validatePolicy(policy), [policy]);
  const [ruleFilter, filterByRule] = useState<string>();
  const [showAll, setShowAll] = useState(false);
  const [historyOpen, setHistoryOpen] = useState(false);
  const view = usePaneView();
  const [tab, setTab] = useTab(policy);
  const jump = useJump(setTab, view.showAll);

  const { autosave, error: draftError } = useAutosave(name, open);
  const { saving, error, save, forgetError } = useSave(name, open, issues.length === 0, autosave);
  const { snapshots, snapshot, request } = useImpactRequest(name, open, ruleFilter, showAll);
  const impact = useImpact(request);

  const edit = useCallback((field: string, change: Edit) => { dispatch(editPolicy(name, field, change)); }, [dispatch, name]);
  const undo = useCallback(() => { dispatch(undid({ name })); }, [dispatch, name]);
  const redo = useCallback(() => { dispatch(redid({ name })); }, [dispatch, name]);
  const saveNow = useCallback((note?: string) => {
    const problem = issues[0];
    if (problem) jump(problem.path);
    else void save(note);
  }, [issues, jump, save]);
  useShortcuts({ save: saveNow, undo, redo });

  const namespaces = useMemo(() => impact.impact?.byNamespace.map((entry) => entry.namespace) ?? [], [impact.impact]);
  const value = useMemo<EditorValue>(
    () => ({ name, open, policy, issues, edit, impact, ruleFilter, filterByRule, namespaces }),
    [name, open, policy, issues, edit, impact, ruleFilter, namespaces],
  );
  return (
    <EditorContext value={value}>
      <div className="ed-head"><EditorHeader saving={saving} onSave={saveNow} onUndo={undo} onRedo={redo} onHistory={() => setHistoryOpen(true)} /></div>
      <PageSection className="ed-page" hasBodyWrapper={false}>
        <DraftNotes saving={saving} autosave={autosave} />
        {draftError && <Alert variant="warning" isInline title={`The draft could not be kept: ${draftError.message}`}>It stays in this window; save it, or keep the window open.</Alert>}
        {error && error.code !== "conflict" && error.code !== "exists" && <ErrorNotice error={error} title="Not saved" />}
        <PolicyFacts />
        <IssuesBar onJump={jump} />
        {policy.platform === "ecs" ? (
          <EcsPane />
        ) : (
          <div className="ed-columns">
            <div className="ed-main"><DefinitionTabs tab={tab} onTab={setTab} view={view} /></div>
            <ImpactPanel snapshots={snapshots} snapshot={snapshot} showAll={showAll} onShowAll={setShowAll} />
          </div>
        )}
      </PageSection>
      {historyOpen && <HistoryDialog onClose={() => setHistoryOpen(false)} />}
      {error && (error.code === "conflict" || error.code === "exists") && <SaveRefused error={error} autosave={autosave} onSave={saveNow} onClose={forgetError} />}
    </EditorContext>
  );
}
