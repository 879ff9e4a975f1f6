import { useState } from "react";
import type { PolicyImportReport } from "../../../../shared/ipc/types.ts";
import { useImportPoliciesMutation } from "../../../api/api.ts";
import { FileChooser } from "../../files/index.ts";
import { ImportReport } from "./ImportReport.tsx";

/** Chooses policy files, reads them and reports what came of each. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [importPolicies, { error, isLoading }] = useImportPoliciesMutation();
  const [report, setReport] = useState<PolicyImportReport>();
  const [chosen, setChosen] = useState(false);

  const read = async (paths: string[]) => {
    setChosen(true);
    const answer = await importPolicies({ paths });
    if (answer.data) setReport(answer.data);
  };
  if (!chosen) {
    return (
      <FileChooser
        title="Import policies"
        description="Sallyport documents, the vendor's custom resources (YAML) and API JSON, recognised by content. A policy whose name exists becomes its next version."
        confirm="Import"
        multiple
        onChoose={(paths) => void read(paths)}
        onClose={onClose}
      />
    );
  }
  return <ImportReport report={report} error={error} isReading={isLoading} onAgain={() => { setChosen(false); setReport(undefined); }} onClose={onClose} />;
}
