import { memo, useDeferredValue, useEffect, useMemo, useRef } from "react";
import type { FalcoProblem } from "../../../../shared/falco/index.ts";
import { useCaretAtChange } from "./useCaretAtChange.ts";
import { highlight, marked } from "./highlight.ts";
import type { Piece } from "./highlight.ts";

interface Props {
  label: string;
  value: string;
  path: string;
  /** Names that conditions may use, for the colours. */
  lists: ReadonlySet<string>;
  problems: FalcoProblem[];
  /** Goes there when it changes. 1-based. */
  goTo: { line: number; column: number } | undefined;
  describedBy: string;
  onChange: (text: string) => void;
}

/** Longer files are edited without colours and line numbers, so that typing stays quick. Characters. */
const LONGEST_COLOURED = 200_000;

/**
 * A text field over its own coloured copy: the browser's field does the editing, undo and reading aloud, the copy under it
 * shows colours, line numbers and marked lines.
 */
export function RuleFileEditor({ label, value, path, lists, problems, goTo, describedBy, onChange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // A text field has LF only.
  const text = useMemo(() => value.replaceAll(/\r\n?/g, "\n"), [value]);
  const isColoured = text.length <= LONGEST_COLOURED;
  const lines = useMemo(() => (isColoured ? highlight(text, lists) : []), [isColoured, text, lists]);
  const shownProblems = useDeferredValue(problems);
  const marks = useMemo(() => marksOf(shownProblems), [shownProblems]);

  useCaretAtChange(field, text);

  useEffect(() => {
    const area = field.current;
    if (!area || !goTo) return;
    const before = area.value.split("\n");
    const offset = before.slice(0, goTo.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + Math.min(goTo.column - 1, before[goTo.line - 1]?.length ?? 0);
    area.focus({ preventScroll: true });
    area.setSelectionRange(offset, offset);
    const box = frame.current;
    const scrolled = isColoured ? box : area;
    if (scrolled) scrolled.scrollTop = Math.max(0, (scrolled.scrollHeight / before.length) * (goTo.line - 1) - scrolled.clientHeight / 3);
    box?.scrollIntoView({ block: "nearest" });
  }, [goTo, isColoured]);

  return (
    <div className={`rs-code${isColoured ? "" : " rs-code--plain"}`} ref={frame}>
      {isColoured && (
        <div className="rs-code__copy" aria-hidden>
          {lines.map((pieces, index) => <Line key={index} pieces={marked(pieces, marks.get(index + 1)?.columns ?? NONE)} mark={marks.get(index + 1)?.severity ?? ""} />)}
        </div>
      )}
      <textarea
        ref={field}
        className="rs-code__field"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={problems.some(({ severity }) => severity === "error")}
        data-path={path}
        value={text}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        rows={12}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** Drawn again only when what it shows is another. */
const Line = memo(
  ({ pieces, mark }: { pieces: Piece[]; mark: string }) => (
    <div className={`rs-code__line${mark && ` rs-code__line--${mark}`}`}>
      {pieces.map(({ kind, text, isWrong }, index) => <span key={index} className={`rs-piece--${kind}${isWrong ? " rs-piece--wrong" : ""}`}>{text}</span>)}
    </div>
  ),
  (before, after) => before.mark === after.mark && before.pieces.length === after.pieces.length && before.pieces.every(({ kind, text, isWrong }, index) => kind === after.pieces[index]?.kind && text === after.pieces[index].text && isWrong === after.pieces[index].isWrong),
);

/** What is marked in a line: it as a whole, and where its errors begin. */
interface Mark {
  severity: FalcoProblem["severity"];
  columns: number[];
}

const NONE: readonly number[] = [];

function marksOf(problems: FalcoProblem[]): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const { line, column, severity } of problems) {
    const mark = marks.get(line) ?? { severity, columns: [] };
    marks.set(line, mark);
    if (severity === "warning") continue;
    mark.severity = severity;
    mark.columns.push(column);
  }
  return marks;
}
