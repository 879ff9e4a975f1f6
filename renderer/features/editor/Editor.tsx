import { useCallback, useMemo } from "react";
import { Alert, PageSection } from "@patternfly/react-core";
import { validatePolicy } from "../../../shared/rules/validate.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { OpenContext, PolicyContext, ToolsContext } from "./EditorContext.ts";
import type { EditorTools, PolicyState } from "./EditorContext.ts";
import { DefinitionTabs } from "./definitions/DefinitionTabs.tsx";
import { EcsPane } from "./definitions/EcsPane.tsx";
import { SaveRefused } from "./dialogs/SaveRefused.tsx";
import { DraftNotes } from "./header/DraftNotes.tsx";
import { EditorHeader } from "./header/EditorHeader.tsx";
import { OtherWindow } from "./header/OtherWindow.tsx";
import { PolicyFacts } from "./header/PolicyFacts.tsx";
import { useAutosave } from "./hooks/useAutosave.ts";
import { useJump } from "./hooks/useJump.ts";
import { useOtherWindows } from "./hooks/useOtherWindows.ts";
import { usePaneView } from "./hooks/usePaneView.ts";
import { useProposedExceptions } from "./hooks/useProposedExceptions.ts";
import { useSave } from "./hooks/useSave.ts";
import { useShortcuts } from "./hooks/useShortcuts.ts";
import { useTab } from "./hooks/useTab.ts";
import { ImpactProvider } from "./impact/ImpactProvider.tsx";
import { isDirty, redid, undid } from "./state/editorSlice.ts";
import type { OpenPolicy } from "./state/editorSlice.ts";
import { editPolicy } from "./state/thunks.ts";
import "./editor.css";

/** Why nothing can be changed, beside what cannot. */
const READ_ONLY = "Another window edits this policy: here it can be read. “Edit here instead” at the top changes that.";

/** The policy editor: header, definitions, and beside them what the draft would do. */
export function Editor({ name, open }: { name: string; open: OpenPolicy }) {
  const dispatch = useAppDispatch();
  const policy = open.history.present;
  const view = usePaneView();
  const [tab, setTab] = useTab(policy);
  const jump = useJump(tab, setTab, view.showAll);

  const others = useOtherWindows(name, open);
  const isReadOnly = others.holder !== null;

  const tools = useMemo<EditorTools>(() => ({
    name,
    edit: (field, change) => { if (!isReadOnly) dispatch(editPolicy(name, field, change)); },
    readOnly: isReadOnly ? READ_ONLY : undefined,
  }), [name, dispatch, isReadOnly]);
  const { base, baseVersion } = open;
  const dirty = isDirty(open);
  const found = useMemo(() => validatePolicy(policy), [policy]);
  const state = useMemo<PolicyState>(() => ({ policy, base, baseVersion, issues: found, dirty }), [policy, base, baseVersion, found, dirty]);
  const { issues } = state;
  useProposedExceptions(tools, policy, jump);
  const { autosave, error: draftError } = useAutosave(name, open);
  const { saving, error, save, forgetError } = useSave(name, open, issues.length === 0, autosave);

  const undo = useCallback(() => { if (!isReadOnly) dispatch(undid({ name })); }, [dispatch, name, isReadOnly]);
  const redo = useCallback(() => { if (!isReadOnly) dispatch(redid({ name })); }, [dispatch, name, isReadOnly]);
  const saveNow = useCallback((note?: string) => {
    if (isReadOnly) return;
    const problem = issues[0];
    if (problem) jump(problem.path);
    else void save(note);
  }, [issues, jump, save, isReadOnly]);
  useShortcuts({ save: saveNow, undo, redo });

  const refusal = error?.code === "conflict" || error?.code === "exists" ? error : undefined;
  return (
    <ToolsContext value={tools}>
      <OpenContext value={open}><PolicyContext value={state}>
        <div className="ed-head">
          <EditorHeader saving={saving} onSave={saveNow} onUndo={undo} onRedo={redo} onJump={jump} />
        </div>
        <PageSection className="ed-page" hasBodyWrapper={false}>
          <OtherWindow others={others} />
          <DraftNotes saving={saving} autosave={autosave} />
          {draftError && !others.other && <Alert component="p" variant="warning" isInline title={`The draft could not be kept: ${draftError.message}`}>It stays in this window; save it, or keep the window open.</Alert>}
          {error && !refusal && <ErrorNotice error={error} title="Not saved" />}
          <PolicyFacts />
          {policy.platform === "ecs" ? <EcsPane /> : <ImpactProvider><DefinitionTabs tab={tab} onTab={setTab} view={view} /></ImpactProvider>}
        </PageSection>
        {refusal && <SaveRefused error={refusal} autosave={autosave} onSaveOnTop={(version) => void save(undefined, version)} onClose={forgetError} />}
      </PolicyContext></OpenContext>
    </ToolsContext>
  );
}
