import { useState } from "react";
import { Button } from "@patternfly/react-core";
import { PolicyExport } from "./PolicyExport.tsx";

/** *Export*: the saved version of a policy, in a format that is chosen there. */
export function ExportButton({ name, isDisabled = false }: { name: string; isDisabled?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" isDisabled={isDisabled} onClick={() => setOpen(true)}>Export</Button>
      {open && <PolicyExport name={name} onClose={() => setOpen(false)} />}
    </>
  );
}
