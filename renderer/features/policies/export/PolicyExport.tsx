import { useState } from "react";
import { Label, Radio } from "@patternfly/react-core";
import { Link } from "react-router";
import { exportBundlePath } from "../../../app/paths.ts";
import { count } from "../../../ui/format.ts";
import { ExportDialog } from "../../documents/index.ts";
import { EXPORT_FORMATS, isPage } from "./formats.ts";
import type { ExportFormat } from "./formats.ts";
import { usePolicyText } from "./usePolicyText.ts";
import "../policies.css";

interface Props {
  name: string;
  /** The one to begin with. */
  format?: ExportFormat;
  onClose: () => void;
}

/** A policy in one of the formats. What each of them would lose stands beside it, before anything is written. */
export function PolicyExport({ name, format: first = "sallyport", onClose }: Props) {
  const [format, setFormat] = useState<ExportFormat>(first);
  const { data, error } = usePolicyText(name, format);
  // The source of an HTML page is not for reading: what it says is shown instead.
  const words = usePolicyText(name, format === "html" ? "text" : format).data;
  return (
    <ExportDialog name={name} title={`Export ${name}`} text={data} shown={words?.text} error={error} isForPeople={isPage(format)} onClose={onClose}>
      <div className="pol-formats" role="radiogroup" aria-label="Format">
        {EXPORT_FORMATS.map((one) => (
          <Radio
            key={one.format}
            id={`export-${one.format}`}
            name="export-format"
            label={<>{one.title} {!isPage(one.format) && <Loss name={name} format={one.format} />}</>}
            description={one.about}
            isChecked={one.format === format}
            onChange={() => setFormat(one.format)}
          />
        ))}
      </div>
      <p className="sp-gap">For the other side of the gap, with all that it uses and signatures: <Link to={exportBundlePath(name)} onClick={onClose}>Export signed bundle</Link></p>
    </ExportDialog>
  );
}

/** What a format would lose, in short. */
function Loss({ name, format }: { name: string; format: ExportFormat }) {
  const { data } = usePolicyText(name, format);
  if (!data) return null;
  const { length } = data.lossy;
  return length === 0 ? <Label isCompact status="success" variant="outline">complete</Label> : <Label isCompact status="warning" variant="outline">lossy: {count(length, "item")}</Label>;
}
