import { memo } from "react";
import type { ReactNode } from "react";
import { Button } from "@patternfly/react-core";
import RedoIcon from "@patternfly/react-icons/dist/esm/icons/redo-icon";
import UndoIcon from "@patternfly/react-icons/dist/esm/icons/undo-icon";
import { useNavigate } from "react-router";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { AssignButton, ExportButton } from "../../policies/index.ts";
import { versionsPath } from "../../versions/index.ts";
import { useEditor, useOpen, usePolicyState } from "../EditorContext.ts";
import { IssuesButton } from "./IssuesButton.tsx";
import { SaveButton } from "./SaveButton.tsx";
import { Tip } from "../../../ui/Tip.tsx";

interface Props {
  saving: boolean;
  onSave: (note?: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  /** Leads to the field of a problem. */
  onJump: (path: string) => void;
}

/** Name, platform, version, when and by whom it was saved; undo, history, export and save. */
export const EditorHeader = memo(function EditorHeader({ saving, onSave, onUndo, onRedo, onJump }: Props) {
  const { name, readOnly } = useEditor();
  const navigate = useNavigate();
  const { policy, dirty } = usePolicyState();
  const open = useOpen();
  const { past, future } = open.history;
  const isSaved = open.baseVersion > 0;
  return (
    <PageHeader
      title={name}
      breadcrumb={[{ title: "Policies", path: "/policies" }]}
      subtitle={
        <span role="status">
          {policy.platform === "ecs" ? "Amazon ECS" : "Kubernetes"}
          {" · "}
          {isSaved ? <>v{open.baseVersion} · saved {open.saved && <Time at={open.saved.at} />} by {open.saved?.by}</> : "not saved yet"}
          {dirty && isSaved && <strong> · unsaved changes</strong>}
        </span>
      }
      actions={
        <>
          <Step label="Undo (Ctrl+Z)" icon={<UndoIcon />} off={readOnly !== undefined || past.length === 0} onStep={onUndo} />
          <Step label="Redo (Ctrl+Shift+Z)" icon={<RedoIcon />} off={readOnly !== undefined || future.length === 0} onStep={onRedo} />
          <Button variant="secondary" isDisabled={!isSaved} onClick={() => void navigate(versionsPath(name))}>History</Button>
          <AssignButton name={name} platform={policy.platform} isDisabled={!isSaved} />
          <ExportButton name={name} isDisabled={!isSaved} />
          <IssuesButton onJump={onJump} />
          <SaveButton saving={saving} onSave={onSave} />
        </>
      }
    />
  );
});

function Step({ label, icon, off, onStep }: { label: string; icon: ReactNode; off: boolean; onStep: () => void }) {
  return (
    <Tip content={label}>
      <Button variant="plain" aria-label={label} icon={icon} isAriaDisabled={off} onClick={onStep} />
    </Tip>
  );
}
