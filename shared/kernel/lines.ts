/** Differences of texts by line, as every diff shows them. */

export interface DiffLine {
  /** `cut`: some equal lines are left out. */
  kind: "same" | "added" | "removed" | "cut";
  text: string;
  /** 1-based line in each text. */
  a?: number;
  b?: number;
}

/**
 * What turns one list of lines into the other, with as few changes as possible: E. W. Myers, “An O(ND) Difference
 * Algorithm and Its Variations” (1986), after equal lines at both ends are set aside.
 */
export function diffLines(a: readonly string[], b: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;

  const lines: DiffLine[] = [];
  const same = (x: number, y: number): void => void lines.push({ kind: "same", text: a[x] ?? "", a: x + 1, b: y + 1 });
  for (let index = 0; index < start; index++) same(index, index);
  for (const step of shortestScript(a.slice(start, a.length - end), b.slice(start, b.length - end))) {
    const [x, y] = [step.a + start, step.b + start];
    if (step.kind === "same") same(x, y);
    else if (step.kind === "removed") lines.push({ kind: "removed", text: a[x] ?? "", a: x + 1 });
    else lines.push({ kind: "added", text: b[y] ?? "", b: y + 1 });
  }
  for (let index = end; index > 0; index--) same(a.length - index, b.length - index);
  return lines;
}

/** Beyond so many changes the shortest way is no longer looked for: nobody reads it, and it would take long. */
const MOST_CHANGES = 2_000;

interface Step {
  kind: "same" | "added" | "removed";
  a: number;
  b: number;
}

function shortestScript(a: readonly string[], b: readonly string[]): Step[] {
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  /** For each diagonal (a − b) how far in `a` a path of so many changes reaches. */
  const reach = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let changes = 0; changes <= most; changes++) {
    history.push(new Map(reach));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = startOf(reach, diagonal, changes);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return pathBack(history, a.length, b.length);
    }
  }
  return [...a.map((_, index): Step => ({ kind: "removed", a: index, b: 0 })), ...b.map((_, index): Step => ({ kind: "added", a: a.length, b: index }))];
}

/** The better of the two neighbours to come from: an added line keeps `a`'s place, a removed one moves it. */
function startOf(reach: ReadonlyMap<number, number>, diagonal: number, changes: number): number {
  const added = reach.get(diagonal + 1) ?? -1;
  const removed = reach.get(diagonal - 1) ?? -1;
  return diagonal === -changes || (diagonal !== changes && removed < added) ? added : removed + 1;
}

function pathBack(history: Map<number, number>[], lengthA: number, lengthB: number): Step[] {
  const steps: Step[] = [];
  let x = lengthA;
  let y = lengthB;
  for (let changes = history.length - 1; changes > 0; changes--) {
    const reach = history[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const isAdded = diagonal === -changes || (diagonal !== changes && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1));
    const from = reach.get(isAdded ? diagonal + 1 : diagonal - 1) ?? 0;
    const begin = isAdded ? from : from + 1;
    while (x > begin) steps.push({ kind: "same", a: --x, b: --y });
    if (isAdded) steps.push({ kind: "added", a: x, b: --y });
    else steps.push({ kind: "removed", a: --x, b: y });
  }
  while (x > 0) steps.push({ kind: "same", a: --x, b: --y });
  return steps.toReversed();
}

/** Keeps so many equal lines around each difference and cuts the others. */
export function contextOf(lines: readonly DiffLine[], around: number): DiffLine[] {
  const isNear = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind === "same") return;
    for (let near = Math.max(0, index - around); near <= Math.min(lines.length - 1, index + around); near++) isNear[near] = true;
  });
  const kept: DiffLine[] = [];
  lines.forEach((line, index) => {
    if (isNear[index]) kept.push(line);
    else if (kept.at(-1)?.kind !== "cut") kept.push({ kind: "cut", text: "" });
  });
  return kept;
}
