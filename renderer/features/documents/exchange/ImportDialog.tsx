import { useState } from "react";
import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { ImportPreview, ImportReport } from "../../../../shared/ipc/types.ts";
import { useApplyImportMutation, usePreviewImportMutation } from "../../../api/api.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { count } from "../../../ui/format.ts";
import { FileChooser } from "../../files/index.ts";
import { ImportItems } from "./ImportItems.tsx";
import "../documents.css";

interface Props {
  /** What is looked for here: *rulesets*. Files may hold other things too; they are offered as well. */
  what: string;
  onClose: () => void;
}

/** Chooses files, shows what would come of each thing in them, and saves what stays ticked. */
export function ImportDialog({ what, onClose }: Props) {
  const [read, reading] = usePreviewImportMutation();
  const [apply, applying] = useApplyImportMutation();
  const [chosen, setChosen] = useState(false);
  const [preview, setPreview] = useState<ImportPreview>();
  const [report, setReport] = useState<ImportReport>();
  const [left, setLeft] = useState<readonly string[]>([]);

  const onChoose = async (paths: string[]) => {
    setChosen(true);
    const answer = await read({ paths });
    if (answer.data) setPreview(answer.data);
  };
  const again = () => {
    setChosen(false);
    setPreview(undefined);
    setReport(undefined);
    setLeft([]);
  };
  if (!chosen) {
    return (
      <FileChooser
        title={`Import ${what}`}
        description="Sallyport documents, the vendor's custom resources (YAML), API JSON and Terraform, recognised by content. Nothing is saved before you have seen what would change."
        confirm="Read"
        multiple
        onChoose={(paths) => void onChoose(paths)}
        onClose={onClose}
      />
    );
  }
  const savable = preview?.items.filter(({ outcome }) => outcome !== "skipped") ?? [];
  const keys = savable.map(({ key }) => key).filter((key) => !left.includes(key));
  const save = async () => {
    if (!preview) return;
    const answer = await apply({ id: preview.id, keys });
    if (answer.data) setReport(answer.data);
  };
  const isEmpty = preview && preview.items.length === 0 && preview.problems.length === 0;
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="import-title">
      <ModalHeader title={report ? "Imported" : `Import ${what}`} labelId="import-title" description={report ? undefined : "What would be saved. Untick what should stay as it is."} />
      <ModalBody tabIndex={0} aria-label={report ? "Imported" : "What would be imported"}>
        {reading.isLoading && <Waiting for="the files to be read" />}
        <ErrorNotice error={reading.error} title="Nothing was read" />
        <ErrorNotice error={applying.error} title="Not saved" />
        {isEmpty && <p>The files hold no policy, ruleset or attestor.</p>}
        {report && <ImportItems items={report.items} problems={report.problems} onFollow={onClose} />}
        {preview && !report && (
          <ImportItems
            items={preview.items}
            problems={preview.problems}
            ticked={keys}
            onTick={(key, on) => setLeft(on ? left.filter((other) => other !== key) : [...left, key])}
          />
        )}
      </ModalBody>
      <ModalFooter>
        {report ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <Button isDisabled={keys.length === 0} isLoading={applying.isLoading} onClick={() => void save()}>
            {keys.length === 0 ? "Nothing to save" : `Save ${count(keys.length, "document")}`}
          </Button>
        )}
        <Button variant="link" onClick={again}>Choose other files</Button>
        {!report && <Button variant="link" onClick={onClose}>Cancel</Button>}
      </ModalFooter>
    </Modal>
  );
}
