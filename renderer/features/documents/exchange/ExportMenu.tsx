import { useState } from "react";
import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { FORMAT_TITLES } from "./formats.ts";

interface Props<F extends keyof typeof FORMAT_TITLES> {
  formats: readonly F[];
  isDisabled: boolean;
  onChoose: (format: F) => void;
}

/** *Export*: what was saved last, in one of the formats. */
export function ExportMenu<F extends keyof typeof FORMAT_TITLES>({ formats, isDisabled, onChoose }: Props<F>) {
  const [open, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      toggle={(ref) => <MenuToggle ref={ref} isDisabled={isDisabled} isExpanded={open} onClick={() => setOpen(!open)}>Export</MenuToggle>}
    >
      <DropdownList>
        {formats.map((format) => <DropdownItem key={format} onClick={() => onChoose(format)}>{FORMAT_TITLES[format]}</DropdownItem>)}
      </DropdownList>
    </Dropdown>
  );
}
