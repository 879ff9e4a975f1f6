import { Button, Label } from "@patternfly/react-core";
import type { FalcoProblem } from "../../../../shared/falco/index.ts";

/** Problems drawn at most: the rest is named by its number. */
const SHOWN = 50;

/** What is wrong with a file, each with line and column; a click goes there. */
export function ProblemList({ problems, onJump }: { problems: FalcoProblem[]; onJump: (problem: FalcoProblem) => void }) {
  if (problems.length === 0) return <p className="sp-quiet">No problems found.</p>;
  return (
    <>
      <ul className="rs-problems" aria-label="Problems">
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.line}:${problem.column} ${problem.message}`}>
            <Label isCompact color={problem.severity === "error" ? "red" : "yellow"}>{problem.severity}</Label>
            <Button variant="link" isInline onClick={() => onJump(problem)}>Line {problem.line}, column {problem.column}</Button>
            <span>{problem.message}{problem.remedy && <span className="sp-quiet"> {problem.remedy}</span>}</span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && <p className="sp-quiet">And {problems.length - SHOWN} more.</p>}
    </>
  );
}
