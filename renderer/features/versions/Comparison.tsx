import { Label, Title, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { ComparedVersion, DiffLine, PolicyChange } from "../../../shared/ipc/types.ts";
import { useCompareVersionsQuery } from "../../api/api.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { dateTime } from "../../ui/format.ts";
import { LINE_SIGNS, changeGroups, changesAsText, linesAsText } from "./changes.ts";
import { whichText } from "./view.ts";
import type { VersionsView } from "./view.ts";

interface Props {
  name: string;
  view: VersionsView;
  onView: (part: Partial<VersionsView>) => void;
}

/** What is different between two versions: rule by rule in words, or line by line as text. */
export function Comparison({ name, view: { a, b, as }, onView }: Props) {
  const isSame = a === b;
  const { currentData: data, error } = useCompareVersionsQuery({ name, a, b }, { skip: isSame });
  return (
    <section aria-labelledby="versions-compared">
      <div className="ver-head">
        <Title headingLevel="h2" size="lg" id="versions-compared">From {whichText(a)} to {whichText(b)}</Title>
        <ToggleGroup aria-label="How the difference is shown">
          <ToggleGroupItem text="In words" buttonId="as-words" isSelected={as === "words"} onChange={() => onView({ as: "words" })} />
          <ToggleGroupItem text="As text" buttonId="as-text" isSelected={as === "text"} onChange={() => onView({ as: "text" })} />
        </ToggleGroup>
        {data && data.lines.length > 0 && <CopyButton label="Copy the difference" text={() => (as === "words" ? changesAsText(data.changes) : linesAsText(data.lines))} />}
      </div>
      <ErrorNotice error={error} title="The versions could not be compared" />
      {!isSame && !data && !error && <Waiting for="the comparison" />}
      {isSame && <p className="sp-quiet">Choose two different versions above.</p>}
      {data && <p className="sp-quiet">{sideText(data.a)} · {sideText(data.b)}</p>}
      {data && data.changes.length === 0 && <p>Both say the same.</p>}
      {data && data.changes.length > 0 && (as === "words" ? <Words changes={data.changes} /> : <Lines lines={data.lines} />)}
    </section>
  );
}

function sideText({ version, saved, author, note }: ComparedVersion): string {
  return `${whichText(version)} by ${author}, ${dateTime(saved)}${note ? `: ${note}` : ""}`;
}

const KINDS: Record<PolicyChange["kind"], "green" | "red" | "blue" | "grey"> = { added: "green", removed: "red", changed: "blue", moved: "grey" };

function Words({ changes }: { changes: PolicyChange[] }) {
  return changeGroups(changes).map(({ where, changes: own }) => (
    <section key={where} className="ver-group">
      <h3>{where}</h3>
      <ul>
        {own.map(({ kind, what, before, after }, index) => (
          <li key={`${index} ${what}`}>
            <Label isCompact color={KINDS[kind]}>{kind}</Label> {what}
            {(before !== undefined || after !== undefined) && (
              <dl className="ver-values">
                <dt>before</dt><dd>{before || "–"}</dd>
                <dt>after</dt><dd>{after || "–"}</dd>
              </dl>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

const SPOKEN: Record<DiffLine["kind"], string> = { same: "", added: "added: ", removed: "removed: ", cut: "lines left out" };

function Lines({ lines }: { lines: DiffLine[] }) {
  return (
    <div className="ver-lines" role="region" aria-label="Difference as text" tabIndex={0}>
      <table>
        <tbody>
          {lines.map(({ kind, text, a, b }, index) => (
            <tr key={`${index} ${a ?? ""} ${b ?? ""}`} className={`ver-line--${kind}`}>
              <td className="ver-number">{a}</td>
              <td className="ver-number">{b}</td>
              <td><span className="pf-v6-screen-reader">{SPOKEN[kind]}</span><span aria-hidden>{LINE_SIGNS[kind]} </span>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
