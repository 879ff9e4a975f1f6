import { useState } from "react";
import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import { ExportDialog } from "./ExportDialog.tsx";
import { FORMATS } from "./formats.ts";

/** *Export*: the saved version of a policy in one of the formats. */
export function ExportMenu({ name, isDisabled = false }: { name: string; isDisabled?: boolean }) {
  const [open, setOpen] = useState(false);
  const [format, setFormat] = useState<PolicyFormat>();
  return (
    <>
      <Dropdown
        isOpen={open}
        onOpenChange={setOpen}
        onSelect={() => setOpen(false)}
        toggle={(ref) => <MenuToggle ref={ref} isDisabled={isDisabled} isExpanded={open} onClick={() => setOpen(!open)}>Export</MenuToggle>}
      >
        <DropdownList>
          {FORMATS.map((one) => <DropdownItem key={one.format} description={one.about} onClick={() => setFormat(one.format)}>{one.title}</DropdownItem>)}
        </DropdownList>
      </Dropdown>
      {format && <ExportDialog name={name} format={format} onClose={() => setFormat(undefined)} />}
    </>
  );
}
