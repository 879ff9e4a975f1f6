import { VERDICTS } from "../../model/finding.ts";
import type { Outlooks } from "../restart.ts";
import type { RowFilter } from "../results.ts";
import type { WorkloadColumns } from "./columns.ts";
import type { SetColumn } from "./interned.ts";

/** A test of a row. */
type Passes = (row: number) => boolean;

/** The tests of a filter but that by verdict, the cheap ones first. */
export function filterTests(columns: WorkloadColumns, filter: RowFilter, outlooks: Outlooks): Passes[] {
  const { namespaces, kinds, rules, images, registries, label, text, wouldNotComeBack, restart, continuous } = filter;
  const tests: Passes[] = [];
  if (isSet(namespaces)) tests.push(oneOf(columns.namespaces, namespaces));
  if (isSet(kinds)) tests.push(oneOf(columns.kinds, kinds));
  if (label && isSet(label.values)) tests.push(oneOf(columns.label(label.key), label.values));
  if (isSet(rules)) tests.push(anyOf(columns.rules, rules));
  if (isSet(images)) tests.push(anyOf(columns.images, images));
  if (isSet(registries)) tests.push(anyOf(columns.registries, registries));
  for (const word of text?.toLowerCase().split(/\s+/) ?? []) if (word !== "") tests.push(hasText(columns, word));
  if (wouldNotComeBack) tests.push((row) => outlooks.restart(row).length > 0);
  if (isSet(restart)) tests.push((row) => outlooks.restart(row).some((reason) => restart.includes(reason)));
  if (isSet(continuous)) {
    tests.push((row) => {
      const effect = outlooks.continuous(row);
      return effect !== undefined && continuous.includes(effect);
    });
  }
  return tests;
}

/** A filter by verdict shows what its count counts: nothing that has finished. */
export function verdictTest(columns: WorkloadColumns, verdicts: RowFilter["verdicts"]): Passes | undefined {
  if (!isSet(verdicts)) return undefined;
  const { verdicts: of, finished } = columns;
  const wanted = VERDICTS.map((verdict) => verdicts.includes(verdict));
  return (row) => finished[row] === 0 && wanted[of[row] ?? 0] === true;
}

function isSet<T>(choices: readonly T[] | undefined): choices is readonly T[] {
  return choices !== undefined && choices.length > 0;
}

function oneOf({ values, of }: { values: readonly string[]; of: ArrayLike<number> }, choices: readonly string[]): Passes {
  const chosen = new Set(choices);
  const wanted = Uint8Array.from(values, (value) => Number(chosen.has(value)));
  return (row) => wanted[of[row] ?? 0] === 1;
}

function anyOf({ values, sets, of }: SetColumn, choices: readonly string[]): Passes {
  const chosen = new Set(choices);
  const wanted = values.map((value) => chosen.has(value));
  return passesBySet(sets, of, wanted);
}

/** Looks at each different set once. */
function passesBySet(sets: SetColumn["sets"], of: Uint32Array, wanted: readonly boolean[]): Passes {
  const passes = Uint8Array.from(sets, (set) => Number(set.some((value) => wanted[value])));
  return (row) => passes[of[row] ?? 0] === 1;
}

/** Looks into each distinct image and kind once, and into each `namespace/name`. */
function hasText(columns: WorkloadColumns, word: string): Passes {
  const { places, kindTexts, images } = columns;
  const kinds = Uint8Array.from(kindTexts.values, (kind) => Number(kind.includes(word)));
  const hasImage = passesBySet(images.sets, images.of, images.values.map((image) => image.toLowerCase().includes(word)));
  return (row) => kinds[kindTexts.of[row] ?? 0] === 1 || hasImage(row) || (places[row] ?? "").includes(word);
}
