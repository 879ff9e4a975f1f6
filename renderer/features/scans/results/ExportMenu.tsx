import { useState } from "react";
import { DropdownItem } from "@patternfly/react-core";
import type { ExportedText } from "../../../../shared/ipc/resultQueries.ts";
import type { ExportFormat } from "../../../../shared/ipc/types.ts";
import { written } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ActionMenu } from "../../../ui/ActionMenu.tsx";
import { FileSaver } from "../../files/index.ts";

const FORMATS: { format: ExportFormat; title: string; about: string }[] = [
  { format: "csv", title: "CSV", about: "For a spreadsheet; what was not seen stands at its end" },
  { format: "json", title: "JSON", about: "One document" },
  { format: "ndjson", title: "NDJSON", about: "A line each, for tools that read streams" },
];

interface Props {
  /** What is written, for the dialog's title. */
  what: string;
  /** Its failure is told by a notice. */
  make: (format: ExportFormat) => Promise<{ data?: ExportedText }>;
  isDisabled?: boolean;
}

/** *Export*: exactly what is shown, in one of the formats, into a file that the user chooses. */
export function ExportMenu({ what, make, isDisabled = false }: Props) {
  const dispatch = useAppDispatch();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<ExportedText>();
  const start = async (format: ExportFormat) => {
    setMaking(true);
    const answer = await make(format);
    setMaking(false);
    if (answer.data) setMade(answer.data);
  };
  const saved = (path: string) => {
    setMade(undefined);
    dispatch(written(`${what.charAt(0).toUpperCase()}${what.slice(1)}`, path));
  };
  return (
    <>
      <ActionMenu position="right" toggle={{ isDisabled: isDisabled || making, children: making ? "Writing…" : "Export" }}>
        {FORMATS.map(({ format, title, about }) => <DropdownItem key={format} description={about} onClick={() => void start(format)}>{title}</DropdownItem>)}
      </ActionMenu>
      {made && <FileSaver title={`Export ${what}`} fileName={made.fileName} text={made.text} onSaved={saved} onClose={() => setMade(undefined)} />}
    </>
  );
}
