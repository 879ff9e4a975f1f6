import { Alert, Label } from "@patternfly/react-core";
import type { LabelProps } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import CutIcon from "@patternfly/react-icons/dist/esm/icons/cut-icon";
import ExclamationCircleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon";
import QuestionCircleIcon from "@patternfly/react-icons/dist/esm/icons/question-circle-icon";
import type { ReactElement } from "react";
import type { TrailVerification } from "../../../shared/ipc/signing.ts";
import { number } from "../../ui/format.ts";

type Compared = TrailVerification["compared"];

const STATES: Record<Compared[number]["state"], { word: string; color: NonNullable<LabelProps["color"]>; icon: ReactElement; remedy: string }> = {
  part: { word: "agrees", color: "green", icon: <CheckCircleIcon />, remedy: "" },
  "cut-off": { word: "cut off", color: "red", icon: <CutIcon />, remedy: "Look for a backup or a copy that still has the missing records. If the store was put back on purpose, Diagnostics says so." },
  other: { word: "another trail", color: "red", icon: <ExclamationCircleIcon />, remedy: "Make sure that file and trail belong together. If they do, keep both: the trail was rewritten after the file had left." },
  "no-head": { word: "says nothing", color: "grey", icon: <QuestionCircleIcon />, remedy: "Choose a bundle, a signature (.sigstore.json), a checkpoint or an exported trail." },
};

/** Files that left the desk: whether the trail still is what it was when they were made. */
export function Compared({ compared }: { compared: Compared }) {
  if (compared.length === 0) return <p className="sp-quiet">It was compared with no file: whether its end was cut off remains open.</p>;
  return (
    <>
      <Summary compared={compared} />
      <Table variant="compact" aria-label="Files compared">
        <Thead>
          <Tr><Th width={40}>File</Th><Th width={20}>Trail</Th><Th>What it shows</Th></Tr>
        </Thead>
        <Tbody>
          {compared.map(({ file, state, message }) => {
            const { word, color, icon, remedy } = STATES[state];
            return (
              <Tr key={file}>
                <Td dataLabel="File" modifier="breakWord"><span className="sp-mono">{file}</span></Td>
                <Td dataLabel="Trail"><Label color={color} icon={icon}>{word}</Label></Td>
                <Td dataLabel="What it shows">{message} {remedy}</Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </>
  );
}

/** All files in one sentence. */
function Summary({ compared }: { compared: Compared }) {
  const against = compared.filter(({ state }) => state === "cut-off" || state === "other").length;
  const agreeing = compared.filter(({ state }) => state === "part").length;
  if (against > 0) return <Alert component="p" variant="danger" isInline title={against === 1 ? "One file does not agree with this trail" : `${number(against)} files do not agree with this trail`} />;
  if (agreeing === 0) return <Alert component="p" variant="warning" isInline title="None of the files says anything about a trail" />;
  return <Alert component="p" variant="success" isInline title="Nothing was cut off or rewritten since these files were made" />;
}
