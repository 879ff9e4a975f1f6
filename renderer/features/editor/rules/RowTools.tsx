import { useState } from "react";
import { Button, Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import EllipsisVIcon from "@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon";
import InfoCircleIcon from "@patternfly/react-icons/dist/esm/icons/info-circle-icon";
import PlusIcon from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import { Tip } from "../Tip.tsx";

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
  const [open, setOpen] = useState(false);
  return (
    <>
      {onAdd && (
        <Tip content="Add another rule of this type">
          <Button variant="plain" size="sm" icon={<PlusIcon />} aria-label={`Add another rule: ${sentence}`} onClick={onAdd} />
        </Tip>
      )}
      <Dropdown
        isOpen={open}
        onOpenChange={setOpen}
        onSelect={() => setOpen(false)}
        popperProps={{ position: "right" }}
        toggle={(ref) => (
          <MenuToggle ref={ref} variant="plain" size="sm" isExpanded={open} aria-label={`More for: ${sentence}`} icon={<EllipsisVIcon />} onClick={() => setOpen(!open)} />
        )}
      >
        <DropdownList>
          {tools.map(({ title, onSelect, danger }) => (
            <DropdownItem key={title} isDanger={danger ?? false} onClick={onSelect}>{title}</DropdownItem>
          ))}
        </DropdownList>
      </Dropdown>
    </>
  );
}
