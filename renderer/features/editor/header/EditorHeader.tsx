import { Button } from "@patternfly/react-core";
import RedoIcon from "@patternfly/react-icons/dist/esm/icons/redo-icon";
import UndoIcon from "@patternfly/react-icons/dist/esm/icons/undo-icon";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { ExportMenu } from "../../policies/index.ts";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { IssuesButton } from "./IssuesButton.tsx";
import { SaveButton } from "./SaveButton.tsx";
import { Tip } from "../Tip.tsx";

interface Props {
  saving: boolean;
  onSave: (note?: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  onHistory: () => void;
  /** Leads to the field of a problem. */
  onJump: (path: string) => void;
}

/** Name, platform, version, when and by whom it was saved; undo, history, export and save. */
export function EditorHeader({ saving, onSave, onUndo, onRedo, onHistory, onJump }: Props) {
  const { name } = useEditor();
  const { policy, open, dirty } = usePolicyState();
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
          <Step label="Undo (Ctrl+Z)" icon={<UndoIcon />} off={past.length === 0} onStep={onUndo} />
          <Step label="Redo (Ctrl+Shift+Z)" icon={<RedoIcon />} off={future.length === 0} onStep={onRedo} />
          <Button variant="secondary" isDisabled={!isSaved} onClick={onHistory}>History</Button>
          <ExportMenu name={name} isDisabled={!isSaved} />
          <IssuesButton onJump={onJump} />
          <SaveButton saving={saving} onSave={onSave} />
        </>
      }
    />
  );
}

function Step({ label, icon, off, onStep }: { label: string; icon: React.ReactNode; off: boolean; onStep: () => void }) {
  return (
    <Tip content={label}>
      <Button variant="plain" aria-label={label} icon={icon} isAriaDisabled={off} onClick={onStep} />
    </Tip>
  );
}
