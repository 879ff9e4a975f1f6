import { Alert, Button, Label, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { Link } from "react-router";
import type { PolicyImportItem, PolicyImportReport } from "../../../../shared/ipc/types.ts";
import { ErrorDetailsView, ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";

const OUTCOMES: Record<PolicyImportItem["outcome"], { word: string; color: "green" | "blue" | "grey" }> = {
  created: { word: "created", color: "green" },
  changed: { word: "changed", color: "blue" },
  renamed: { word: "renamed", color: "blue" },
  unchanged: { word: "skipped: unchanged", color: "grey" },
};

interface Props {
  report: PolicyImportReport | undefined;
  error: QueryError | undefined;
  isReading: boolean;
  onAgain: () => void;
  onClose: () => void;
}

/** What an import did: per policy created, changed or skipped, what was converted, and what could not be read. */
export function ImportReport({ report, error, isReading, onAgain, onClose }: Props) {
  const isEmpty = report && report.items.length === 0 && report.problems.length === 0;
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="import-title">
      <ModalHeader title="Import report" labelId="import-title" />
      <ModalBody tabIndex={0} aria-label="Import report">
        {isReading && <Waiting for="the files to be read" />}
        <ErrorNotice error={error} title="Nothing was imported" />
        {isEmpty && <p>The files hold no policy.</p>}
        {report && (
          <div className="pol-report">
            {report.items.length > 0 && (
              <ul>{report.items.map((item) => <Item key={`${item.file} ${item.name}`} item={item} onFollow={onClose} />)}</ul>
            )}
            {report.problems.map((problem) => (
              <Alert
                key={`${problem.details?.file ?? ""} ${problem.details?.path ?? ""} ${problem.message}`}
                component="p"
                variant={report.items.some(({ file }) => file === problem.details?.file) ? "warning" : "danger"}
                isInline
                title={problem.message}
              >
                <ErrorDetailsView error={problem} />
              </Alert>
            ))}
          </div>
        )}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={isReading} onClick={onClose}>Close</Button>
        <Button variant="link" isDisabled={isReading} onClick={onAgain}>Import more</Button>
      </ModalFooter>
    </Modal>
  );
}

function Item({ item, onFollow }: { item: PolicyImportItem; onFollow: () => void }) {
  const { word, color } = OUTCOMES[item.outcome];
  return (
    <li>
      <Label isCompact color={color}>{word}</Label>{" "}
      <Link to={`/policies/${encodeURIComponent(item.name)}`} onClick={onFollow}>{item.name}</Link> v{item.version}{" "}
      <span className="sp-quiet">from {item.file}</span>
      {item.remarks.length > 0 && <ul className="sp-list">{item.remarks.map((remark) => <li key={remark}>{remark}</li>)}</ul>}
    </li>
  );
}
