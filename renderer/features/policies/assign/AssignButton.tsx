import { useState } from "react";
import { Button } from "@patternfly/react-core";
import type { Platform } from "../../../../shared/model/policy.ts";
import { useAssignmentsQuery } from "../../../api/api.ts";
import { AssignDialog } from "./AssignDialog.tsx";

/** How many clusters a policy is for, and the way to change it. */
export function AssignButton({ name, platform, isDisabled }: { name: string; platform: Platform; isDisabled: boolean }) {
  const { data: assignments } = useAssignmentsQuery();
  const [open, setOpen] = useState(false);
  const clusters = assignments?.filter(({ policy }) => policy === name).map((assignment) => assignment.name);
  return (
    <>
      <Button
        variant="secondary"
        isDisabled={isDisabled}
        {...(clusters ? { title: clusters.length === 0 ? "Assigned to no cluster" : `Assigned to ${clusters.join(", ")}` } : {})}
        onClick={() => setOpen(true)}
      >
        Clusters{clusters && ` (${clusters.length})`}
      </Button>
      {open && <AssignDialog policy={{ name, platform }} onClose={() => setOpen(false)} />}
    </>
  );
}
