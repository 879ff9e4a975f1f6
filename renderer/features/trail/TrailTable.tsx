import { Button, Label } from "@patternfly/react-core";
import { Td, Th, Tr } from "@patternfly/react-table";
import BanIcon from "@patternfly/react-icons/dist/esm/icons/ban-icon";
import ClockIcon from "@patternfly/react-icons/dist/esm/icons/clock-icon";
import { Time } from "../../ui/Time.tsx";
import { VirtualTable } from "../../ui/VirtualTable.tsx";
import type { Records, ShownRecord } from "./useRecords.ts";
import { actionWords, detailsLine, subjectWords } from "./words.ts";

/** Height of a row in pixels; the style sheet holds rows to it. */
const ROW_HEIGHT = 36;
/** A narrow window has fewer columns than the table: wider space would bring back the empty ones. */
const SPACE_COLUMNS = 1;

interface Props extends Pick<Records, "at"> {
  total: number;
  /** Numbers of the records before which the clock was set back. */
  backwards: number[];
  onScroll: (first: number) => void;
  onOpen: (record: ShownRecord) => void;
}

/** The records, newest first. Each opens to all that it holds. */
export function TrailTable({ total, at, backwards, onScroll, onOpen }: Props) {
  const isBackwards = new Set(backwards);
  return (
    <VirtualTable
      label="Audit trail"
      className="trail-table"
      total={total}
      rowHeight={ROW_HEIGHT}
      columns={SPACE_COLUMNS}
      onScroll={onScroll}
      head={
        <Tr aria-rowindex={1}>
          <Th className="trail-time">Time</Th><Th className="trail-actor">Who</Th><Th className="trail-action">What</Th><Th className="trail-subject">Subject</Th><Th className="trail-details">Details</Th>
        </Tr>
      }
      row={(index) => {
        const record = at(index);
        return record ? <Row key={index} index={index} record={record} isBackwards={isBackwards.has(record.sequence)} onOpen={onOpen} /> : <Tr key={index} data-index={index} aria-rowindex={index + 2}><Td className="sp-quiet">…</Td></Tr>;
      }}
    />
  );
}

interface RowProps {
  index: number;
  record: ShownRecord;
  isBackwards: boolean;
  onOpen: (record: ShownRecord) => void;
}

function Row({ index, record, isBackwards, onOpen }: RowProps) {
  const subject = subjectWords(record);
  const details = detailsLine(record);
  return (
    <Tr data-index={index} aria-rowindex={index + 2} className="sp-rows__row" onClick={() => onOpen(record)}>
      <Td modifier="nowrap"><Time at={record.at} />{isBackwards && <> <ClockIcon className="trail-backwards" aria-label="The clock was set back before this" role="img" /></>}</Td>
      <Td modifier="truncate" className="trail-actor" title={record.actor}>{record.actor}</Td>
      <Td modifier="truncate">
        <span className="trail-what">
          <Button variant="link" isInline onClick={(event) => { event.stopPropagation(); onOpen(record); }}>{actionWords(record.action)}</Button>
          {record.outcome === "refused" && <Label isCompact color="red" icon={<BanIcon />}>refused</Label>}
        </span>
      </Td>
      <Td modifier="truncate" className="trail-subject" title={record.subject}>{subject}</Td>
      <Td modifier="truncate" className="trail-details" title={details}>{details}</Td>
    </Tr>
  );
}
