import { Alert, Checkbox, Label } from "@patternfly/react-core";
import { Link } from "react-router";
import type { DocumentKind, ImportItem } from "../../../../shared/ipc/types.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { ErrorDetailsView } from "../../../ui/ErrorNotice.tsx";
import { FORMAT_TITLES } from "./formats.ts";

const OUTCOMES: Record<ImportItem["outcome"], { word: string; color: "green" | "blue" | "grey" }> = {
  created: { word: "new", color: "green" },
  changed: { word: "changed", color: "blue" },
  skipped: { word: "skipped", color: "grey" },
};

const KINDS: Record<DocumentKind, { word: string; path: string }> = {
  policy: { word: "policy", path: "/policies" },
  ruleset: { word: "ruleset", path: "/rulesets" },
  attestor: { word: "attestor", path: "/attestors" },
};

interface Props {
  items: ImportItem[];
  problems: AppError[];
  /** Keys of those to be saved; absent once they are. */
  ticked?: string[];
  onTick?: (key: string, on: boolean) => void;
  /** A link to a saved document was followed. */
  onFollow?: () => void;
}

/** What an import would do or did: per document new, changed or skipped, what was converted, and what was lost. */
export function ImportItems({ items, problems, ticked, onTick, onFollow }: Props) {
  return (
    <div className="doc-report">
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item.key}>
              {ticked && onTick ? (
                <Checkbox
                  id={`import-${item.key}`}
                  label={<Head item={item} />}
                  isDisabled={item.outcome === "skipped"}
                  isChecked={ticked.includes(item.key)}
                  onChange={(_, on) => onTick(item.key, on)}
                />
              ) : (
                <Head item={item} link={item.outcome !== "skipped"} onFollow={onFollow} />
              )}
              <Remarks item={item} />
            </li>
          ))}
        </ul>
      )}
      {problems.map((problem) => (
        <Alert key={`${problem.details?.file ?? ""} ${problem.details?.path ?? ""} ${problem.message}`} component="p" variant="danger" isInline title={problem.message}>
          <ErrorDetailsView error={problem} />
        </Alert>
      ))}
    </div>
  );
}

function Head({ item, link = false, onFollow }: { item: ImportItem; link?: boolean; onFollow?: (() => void) | undefined }) {
  const { word, color } = OUTCOMES[item.outcome];
  const { word: kind, path } = KINDS[item.kind];
  return (
    <>
      <Label isCompact color={color}>{word}</Label> {kind}{" "}
      {link ? <Link to={`${path}/${encodeURIComponent(item.name)}`} onClick={onFollow}>{item.name}</Link> : <strong>{item.name}</strong>}{" "}
      {item.writtenName !== undefined && <>(there “{item.writtenName}”){" "}</>}
      <span className="sp-quiet">from {item.file} ({FORMAT_TITLES[item.format]})</span>
    </>
  );
}

function Remarks({ item }: { item: ImportItem }) {
  const groups = [
    { title: "Cannot be saved", texts: item.issues.map(({ path, message }) => `${path}: ${message}`) },
    { title: "Changes", texts: item.changes },
    { title: "Converted", texts: item.converted },
    { title: "Lost", texts: item.lost },
  ].filter(({ texts }) => texts.length > 0);
  if (groups.length === 0) return item.outcome === "skipped" ? <p className="doc-remarks sp-quiet">It is there already, and the same.</p> : null;
  return groups.map(({ title, texts }) => (
    <div key={title} className="doc-remarks">
      {title}:
      <ul className="sp-list">{[...new Set(texts)].map((text) => <li key={text}>{text}</li>)}</ul>
    </div>
  ));
}
