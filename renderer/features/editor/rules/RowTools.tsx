import { Button, DropdownItem } from "@patternfly/react-core";
import EllipsisVIcon from "@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon";
import InfoCircleIcon from "@patternfly/react-icons/dist/esm/icons/info-circle-icon";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { ActionMenu } from "../../../ui/ActionMenu.tsx";
import { Tip } from "../../../ui/Tip.tsx";

interface InfoProps {
  sentence: string;
  tooltip: string;
  expanded: boolean;
  onToggle: () => void;
}

/** The ⓘ of a row: one line on hover and focus, the whole help when pressed. */
export function InfoButton({ sentence, tooltip, expanded, onToggle }: InfoProps) {
  return (
    <Tip content={tooltip}>
      <Button variant="plain" size="sm" icon={<InfoCircleIcon />} aria-label={`About: ${sentence}`} aria-expanded={expanded} onClick={onToggle} />
    </Tip>
  );
}

export interface Tool {
  title: string;
  onSelect: () => void;
  danger?: boolean;
}

/** **+** and ⋯ of a row. */
export function RowTools({ sentence, onAdd, tools }: { sentence: string; onAdd?: () => void; tools: Tool[] }) {
  return (
    <>
      {onAdd && (
        <Tip content="Add another rule of this type">
          <Button variant="plain" size="sm" icon={<PlusIcon />} aria-label={`Add another rule: ${sentence}`} onClick={onAdd} />
        </Tip>
      )}
      <ActionMenu position="right" toggle={{ variant: "plain", size: "sm", "aria-label": `More for: ${sentence}`, icon: <EllipsisVIcon /> }}>
        {tools.map(({ title, onSelect, danger }) => (
          <DropdownItem key={title} isDanger={danger ?? false} onClick={onSelect}>{title}</DropdownItem>
        ))}
      </ActionMenu>
    </>
  );
}
